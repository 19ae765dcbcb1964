package io.parley.replay.rebuild;

import io.parley.avro.Catalogue;
import io.parley.avro.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * From which topics each table or kind of key is made, and whether the log still holds all of them: of a topic that forgets
 * after a while the store may know more than can be made again.
 */
record Sources(Set<String> shortened) {
    private static final String MESSAGES = Topics.CHAT_MESSAGES.name();
    private static final String MEMBERS = Topics.CHAT_MEMBERS.name();
    private static final String MARKS = Topics.CHAT_MARKS.name();
    private static final String CHANGES = Topics.USER_CHANGES.name();

    /** Tables of Cassandra and kinds of keys of Redis. */
    static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("messages", List.of(MESSAGES)),
            Map.entry("reactions", List.of(MESSAGES)),
            Map.entry("words", List.of(MESSAGES)),
            Map.entry("files", List.of(MESSAGES)),
            Map.entry("buckets", List.of(MESSAGES)),
            Map.entry("chats", List.of(MESSAGES, MEMBERS, MARKS)),
            Map.entry("members", List.of(MEMBERS)),
            Map.entry("blocks", List.of(MEMBERS)),
            Map.entry("marks", List.of(MARKS)),
            Map.entry("chats_by_user", List.of(CHANGES)),
            Map.entry("users", List.of(Topics.USER_PROFILES.name())),
            Map.entry("chat", List.of(MESSAGES)),
            Map.entry("unread", List.of(CHANGES)),
            Map.entry("edges", List.of(CHANGES)));

    /** Looks which topics no longer begin at their first record. */
    static Sources look(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> topics = OF.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                .forEach(info -> asked.put(new TopicPartition(name, info.partition()), OffsetSpec.earliest())));
        Map<TopicPartition, Long> begins = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, found) -> begins.put(partition, found.offset()));
        return of(Catalogue.load(), begins);
    }

    /** Compaction takes what was replaced, and moves no beginning that matters. */
    static Sources of(Catalogue catalogue, Map<TopicPartition, Long> begins) {
        Set<String> shortened = new TreeSet<>();
        begins.forEach((partition, begin) -> {
            if (begin > 0 && !catalogue.topic(partition.topic()).cleanup().contains("compact")) {
                shortened.add(partition.topic());
            }
        });
        return new Sources(shortened);
    }

    /** Whether all of it can be made again. */
    boolean isWhole(String part) {
        return OF.getOrDefault(part, List.of()).stream().noneMatch(shortened::contains);
    }
}
