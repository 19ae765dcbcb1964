package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.Lease;
import io.parley.avro.SchemaUnavailableException;
import io.parley.avro.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What an edge makes of {@code edge.leases} before it claims a slot. */
class KafkaLeaseLogTest {
    private static final TopicPartition LEASES = new TopicPartition(Topics.EDGE_LEASES.name(), 0);

    private final MockConsumer<String, Lease> consumer = new MockConsumer<>("earliest");
    private final List<Lease> heard = new ArrayList<>();

    KafkaLeaseLogTest() {
        consumer.assign(List.of(LEASES));
        consumer.updateBeginningOffsets(Map.of(LEASES, 0L));
        consumer.seek(LEASES, 0);
        consumer.addRecord(new ConsumerRecord<>(LEASES.topic(), 0, 1, "3", lease()));
    }

    @Test
    void bytes_that_are_no_lease_are_passed_over() {
        consumer.setPollException(undecodable(new SerializationException("noise")));

        KafkaLeaseLog.read(consumer, 2, heard::add);

        assertThat(heard).containsExactly(lease());
    }

    @Test
    void a_lease_that_cannot_be_read_now_is_not_passed_over() {
        consumer.setPollException(undecodable(new SchemaUnavailableException("away", new java.io.IOException())));

        assertThatThrownBy(() -> KafkaLeaseLog.read(consumer, 2, heard::add))
                .isInstanceOf(RecordDeserializationException.class);

        assertThat(consumer.position(LEASES)).isZero();
    }

    private static RecordDeserializationException undecodable(RuntimeException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                LEASES,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                null,
                null,
                new RecordHeaders(),
                "undecodable",
                cause);
    }

    private static Lease lease() {
        return Lease.newBuilder()
                .setSlot(3)
                .setEpoch(1)
                .setEdge("edge-1")
                .setRenewedAt(Instant.EPOCH)
                .setReleased(false)
                .build();
    }
}
