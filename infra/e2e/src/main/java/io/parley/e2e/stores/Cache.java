package io.parley.e2e.stores;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads Redis whole; it is a subset of Cassandra, and may be emptied at any time. */
final class Cache implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Resp redis;

    Cache(Cluster cluster) {
        redis = new Resp(cluster.address("redis").replace("redis://", ""));
    }

    /** What differs from the tables; every chat keeps at most 50. */
    List<String> differences(Map<String, Row> messages, Map<String, Row> reactions, Map<String, String> unread) {
        List<String> differences = new ArrayList<>();
        for (String key : redis.list("KEYS", "chat:*:recent")) {
            List<String> kept = redis.list("ZRANGE", key, "0", "-1");
            if (kept.size() > 50) {
                differences.add(key + " keeps " + kept.size());
            }
            kept.forEach(member -> {
                compare(key, member, messages, differences);
                compareReactions(key, member, reactions.keySet(), differences);
            });
        }
        for (String key : redis.list("KEYS", "unread:{*}")) {
            String user = key.substring("unread:".length()).replaceAll("[{}]", "");
            List<String> counts = redis.list("HGETALL", key);
            for (int i = 0; i < counts.size(); i += 2) {
                String there = unread.getOrDefault(user + "/" + counts.get(i), "0");
                if (!there.equals(counts.get(i + 1))) {
                    differences.add(
                            key + " says " + counts.get(i + 1) + " of " + counts.get(i) + ", Cassandra " + there);
                }
            }
        }
        return differences;
    }

    private static void compare(String key, String member, Map<String, Row> messages, List<String> differences) {
        try {
            JsonNode kept = JSON.readTree(member);
            Row row = messages.get(kept.path("msg_id").asText());
            if (row == null) {
                differences.add(key + " has what Cassandra has not: " + member);
                return;
            }
            for (String field : List.of("chat_seq", "sender", "content", "client_msg_id", "msg_type")) {
                if (!kept.path(field).asText().equals(row.getOrDefault(field, ""))) {
                    differences.add(key + ": " + field + " of " + member + " is " + row.get(field) + " in Cassandra");
                }
            }
            List<String> mentions = new ArrayList<>();
            kept.path("mentions").forEach(user -> mentions.add(user.asText()));
            if (!new Row()
                    .with("mentions", mentions)
                    .getOrDefault("mentions", "")
                    .equals(row.getOrDefault("mentions", ""))) {
                differences.add(key + ": mentions of " + member + " are " + row.get("mentions") + " in Cassandra");
            }
            if (kept.has("deleted_at") != row.containsKey("deleted_at")
                    || kept.has("edited_at") != row.containsKey("edited_at")) {
                differences.add(key + ": " + member + " was changed otherwise than in Cassandra: " + row);
            }
        } catch (JacksonException e) {
            differences.add(key + " holds what is no JSON: " + member);
        }
    }

    /** The cache keeps how often each was given; the tables by whom. */
    private static void compareReactions(String key, String member, Set<String> rows, List<String> differences) {
        JsonNode kept = Json.parse(member);
        String message = kept.path("msg_id").asText() + "/";
        Map<String, Integer> counts = new TreeMap<>();
        rows.stream()
                .filter(row -> row.startsWith(message))
                .forEach(row -> counts.merge(row.substring(message.length(), row.lastIndexOf('/')), 1, Integer::sum));
        Map<String, Integer> shown = new TreeMap<>();
        kept.path("reactions")
                .fields()
                .forEachRemaining(one -> shown.put(one.getKey(), one.getValue().asInt()));
        if (!counts.equals(shown)) {
            differences.add(key + ": reactions to " + member + " are " + counts + " in Cassandra");
        }
    }

    void drop() {
        redis.call("FLUSHALL");
    }

    @Override
    public void close() {
        redis.close();
    }
}
