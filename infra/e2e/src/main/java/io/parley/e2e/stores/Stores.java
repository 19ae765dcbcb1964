package io.parley.e2e.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.MemberFact;
import io.parley.avro.MessageFact;
import io.parley.avro.Topics;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Play;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds the stores against the log. Sinks lag, so what differs is given time to become equal; but it must. */
public final class Stores {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SHOWN = 10;

    private Stores() {}

    /** Fails when the stores do not come to equal the log. */
    public static void equalTheLog(Cluster cluster) {
        Log log = new Log(cluster.address("kafka"), cluster.address("registry"));
        try (Tables tables = new Tables(cluster);
                Cache cache = new Cache(cluster)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> differences = differences(log, tables, cache);
            while (!differences.isEmpty() && System.nanoTime() < deadline) {
                Play.pause();
                differences = differences(log, tables, cache);
            }
            assertThat(differences).as("what the stores hold, against the log").isEmpty();
        }
    }

    /** Empties the cache; a read must not notice. */
    public static void dropCache(Cluster cluster) {
        try (Cache cache = new Cache(cluster)) {
            cache.drop();
        }
    }

    private static List<String> differences(Log log, Tables tables, Cache cache) {
        List<String> all = new ArrayList<>();
        Map<String, Row> messages = tables.messages();
        List<MemberFact> members = log.read(Topics.CHAT_MEMBERS);
        Map<String, Row> reactions = tables.reactions();
        List<MessageFact> talk = log.read(Topics.CHAT_MESSAGES);
        compare("messages", Expected.messages(talk), messages, all);
        compare("reactions", Expected.reactions(talk), reactions, all);
        compare("chats", Expected.chats(members), tables.chats(), all);
        compare("members", Expected.members(members), tables.members(), all);
        compare("blocks", Expected.blocks(members), tables.blocks(), all);
        compare("marks", Expected.marks(log.read(Topics.CHAT_MARKS)), tables.marks(), all);
        all.addAll(cache.differences(messages, reactions, tables.unread()));
        return all;
    }

    static void compare(String table, Map<String, Row> log, Map<String, Row> store, List<String> differences) {
        log.forEach((key, row) -> {
            Row there = store.get(key);
            if (!row.equals(there) && differences.size() < SHOWN) {
                differences.add(table + " " + key + ": log " + row + ", store " + there);
            }
        });
        store.forEach((key, row) -> {
            // A row that has none of these columns says nothing that the log would have to say.
            if (!row.isEmpty() && !log.containsKey(key) && differences.size() < SHOWN) {
                differences.add(table + " " + key + " is in the store alone: " + row);
            }
        });
    }
}
