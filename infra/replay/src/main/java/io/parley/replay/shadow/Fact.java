package io.parley.replay.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that talk decided, as far as it must be the same again.
 *
 * @param identity what says that two facts are about the same event, or about the same state
 * @param plain the content
 */
record Fact(String topic, String kind, String chat, String identity, JsonNode plain) {
    private static final Set<String> PEOPLE = Set.of("user", "sender", "by", "created_by");

    /** Who is named in it. */
    Set<String> users() {
        Set<String> users = new TreeSet<>();
        for (String field : PEOPLE) {
            plain.findValues(field).stream().filter(JsonNode::isTextual).forEach(value -> users.add(value.asText()));
        }
        return users;
    }
}
