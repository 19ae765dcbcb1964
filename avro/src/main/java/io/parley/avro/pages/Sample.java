package io.parley.avro.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One record of a topic as a reader sees it, for a page about the topic. */
public record Sample(String key, Map<String, String> headers, JsonNode value) {}
