package io.parley.sinks.it;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many offsets a group has not committed yet; the marker that ends a transaction has one, and nobody commits it. */
final class Lag {
    private static final long END_OF_TRANSACTION = 1;

    private Lag() {}

    /** Of topics with one partition. */
    static long of(String bootstrap, String group, List<String> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = admin.listOffsets(topics.stream()
                            .collect(Collectors.toMap(
                                    topic -> new TopicPartition(topic, 0), any -> OffsetSpec.latest())))
                    .all()
                    .get();
            long behind = 0;
            for (var end : ends.entrySet()) {
                var landed = committed.get(end.getKey());
                long at = landed == null ? 0 : Objects.requireNonNull(landed).offset();
                behind += Math.max(0, end.getValue().offset() - at - END_OF_TRANSACTION);
            }
            return behind;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
