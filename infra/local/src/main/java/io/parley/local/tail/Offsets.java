package io.parley.local.tail;

import io.parley.local.Trouble;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where in a topic a time lies. */
public final class Offsets {
    private static final int TIMEOUT_MS = 15_000;

    private Offsets() {}

    /** The first record at that time or after it, by partition; where there is none there is no entry. */
    public static Map<Integer, Long> firstAt(String kafka, String topic, Instant time) throws InterruptedException {
        return of(kafka, topic, OffsetSpec.forTimestamp(time.toEpochMilli()));
    }

    /** The first record that the log still keeps, by partition. */
    public static Map<Integer, Long> first(String kafka, String topic) throws InterruptedException {
        return of(kafka, topic, OffsetSpec.earliest());
    }

    private static Map<Integer, Long> of(String kafka, String topic, OffsetSpec which) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS))) {
            TopicDescription described = admin.describeTopics(java.util.List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic);
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            if (described != null) {
                described
                        .partitions()
                        .forEach(partition -> asked.put(new TopicPartition(topic, partition.partition()), which));
            }
            Map<Integer, Long> offsets = new TreeMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> found =
                    admin.listOffsets(asked).all().get();
            found.forEach((partition, info) -> {
                if (info.offset() >= 0) {
                    offsets.put(partition.partition(), info.offset());
                }
            });
            return offsets;
        } catch (ExecutionException e) {
            throw new Trouble(
                    "Where that lies in " + topic + " is not known: " + e.getCause() + ".",
                    "`./parley status` shows whether the log is there.");
        }
    }
}
