package io.parley.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What every topic holds: end offsets (records, and the marker of each transaction), and bytes on the broker's disk. A
 * cleaner or a retention that runs meanwhile makes the bytes too low.
 */
final class LogMeter implements AutoCloseable {

    /** One topic. */
    record Size(long records, long bytes) {
        Size minus(Size other) {
            return new Size(records - other.records, bytes - other.bytes);
        }

        Size plus(Size other) {
            return new Size(records + other.records, bytes + other.bytes);
        }
    }

    private final Admin admin;

    LogMeter(String bootstrap) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    }

    Map<String, Size> read() throws InterruptedException {
        try {
            Map<TopicPartition, Long> bytes = bytes();
            Map<String, Size> sizes = new TreeMap<>();
            offsets()
                    .forEach((partition, end) -> sizes.merge(
                            partition.topic(), new Size(end, bytes.getOrDefault(partition, 0L)), Size::plus));
            return sizes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log cannot be measured", e);
        }
    }

    private Map<TopicPartition, Long> offsets() throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new org.apache.kafka.clients.admin.ListTopicsOptions().listInternal(true))
                .names()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, LogMeter::offset));
    }

    private static long offset(Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> entry) {
        return entry.getValue().offset();
    }

    private Map<TopicPartition, Long> bytes() throws ExecutionException, InterruptedException {
        Set<Integer> brokers = admin.describeCluster().nodes().get().stream()
                .map(node -> node.id())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> sizes = new HashMap<>();
        for (Map<String, LogDirDescription> logs :
                admin.describeLogDirs(brokers).allDescriptions().get().values()) {
            for (LogDirDescription log : logs.values()) {
                log.replicaInfos().forEach((partition, info) -> sizes.merge(partition, info.size(), Long::sum));
            }
        }
        return sizes;
    }

    @Override
    public void close() {
        admin.close();
    }
}
