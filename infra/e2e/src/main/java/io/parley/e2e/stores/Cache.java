package io.parley.e2e.stores;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.e2e.play.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads Redis whole; it is a subset of Cassandra, and may be emptied at any time. */
final class Cache implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Resp redis;

    Cache(Cluster cluster) {
        redis = new Resp(cluster.address("redis").replace("redis://", ""));
    }

    /** What differs from the tables; every chat keeps at most 50. */
    List<String> differences(Map<String, Row> messages, Map<String, String> unread) {
        List<String> differences = new ArrayList<>();
        for (String key : redis.list("KEYS", "chat:*:recent")) {
            List<String> kept = redis.list("ZRANGE", key, "0", "-1");
            if (kept.size() > 50) {
                differences.add(key + " keeps " + kept.size());
            }
            kept.forEach(member -> compare(key, member, messages, differences));
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
        } catch (JacksonException e) {
            differences.add(key + " holds what is no JSON: " + member);
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
