package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What one user's REST reads say when everything has come to rest: all chats, and of each the whole history, newest
 * first, as the pages gave it.
 */
public record AtRest(String user, List<JsonNode> chats, Map<String, List<JsonNode>> histories) {}
