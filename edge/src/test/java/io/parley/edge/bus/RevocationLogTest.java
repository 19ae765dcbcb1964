package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.RevocationFact;
import io.parley.avro.SchemaUnavailableException;
import io.parley.avro.Topics;
import java.io.IOException;
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

/** Noise keeps no edge from knowing what was revoked; what cannot be read now is not passed over. */
class RevocationLogTest {
    private static final TopicPartition FIRST = new TopicPartition(Topics.USER_REVOCATIONS.name(), 0);

    private final MockConsumer<String, RevocationFact> consumer = new MockConsumer<>("earliest");
    private final List<RevocationFact> heard = new ArrayList<>();

    RevocationLogTest() {
        consumer.assign(List.of(FIRST));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
        consumer.seek(FIRST, 0);
        consumer.addRecord(new ConsumerRecord<>(FIRST.topic(), 0, 1, "ann", fact()));
    }

    @Test
    void bytes_that_are_no_revocation_are_passed_over() {
        consumer.setPollException(undecodable(new SerializationException("noise")));

        RevocationLog.poll(consumer, heard::add);
        RevocationLog.poll(consumer, heard::add);

        assertThat(heard).containsExactly(fact());
    }

    @Test
    void a_revocation_that_cannot_be_read_now_is_not_passed_over() {
        consumer.setPollException(undecodable(new SchemaUnavailableException("away", new IOException())));

        assertThatThrownBy(() -> RevocationLog.poll(consumer, heard::add))
                .isInstanceOf(RecordDeserializationException.class);

        assertThat(consumer.position(FIRST)).isZero();
    }

    private static RecordDeserializationException undecodable(RuntimeException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                FIRST,
                0,
                0,
                TimestampType.CREATE_TIME,
                null,
                null,
                new RecordHeaders(),
                "undecodable",
                cause);
    }

    private static RevocationFact fact() {
        return RevocationFact.newBuilder()
                .setEventId("e")
                .setKind("revoked")
                .setEventTime(Instant.EPOCH)
                .setStamp(1)
                .setUser("ann")
                .setBefore(Instant.EPOCH)
                .setService("app")
                .build();
    }
}
