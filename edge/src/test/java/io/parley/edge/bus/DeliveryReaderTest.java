package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Delivery;
import io.parley.avro.EventDelivery;
import io.parley.avro.Reply;
import io.parley.avro.SchemaUnavailableException;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an edge makes of a record of its slot that it cannot decode. */
@Timeout(60)
class DeliveryReaderTest {
    private static final Holding HOLDING = new Holding(2, 5);
    private static final TopicPartition SLOT = DeliveryReader.partition(HOLDING.slot());

    private final MockConsumer<String, Delivery> consumer = new MockConsumer<>("earliest");
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final LeaseClock lease = new LeaseClock(Duration.ofDays(1), System::nanoTime);

    DeliveryReaderTest() {
        consumer.assign(List.of(SLOT));
        consumer.updateBeginningOffsets(Map.of(SLOT, 0L));
        consumer.seek(SLOT, 0);
        lease.claimed(HOLDING, System.nanoTime());
    }

    @Test
    void noise_is_passed_over_and_what_follows_is_told() throws InterruptedException {
        consumer.addRecord(new ConsumerRecord<>(SLOT.topic(), SLOT.partition(), 1, "2", delivery()));
        consumer.setPollException(undecodable(new SerializationException("noise")));

        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, new Heard())) {
            reader.start();

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("replaced");
            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .as("all of the record, and of when its cause was")
                    .isEqualTo("handed " + ConsumerRecord.NO_TIMESTAMP);
        }
    }

    @Test
    void a_delivery_that_cannot_be_read_while_the_registry_is_away_ends_the_holding_and_is_not_passed_over()
            throws InterruptedException {
        consumer.addRecord(new ConsumerRecord<>(SLOT.topic(), SLOT.partition(), 1, "2", delivery()));
        consumer.setPollException(undecodable(new SchemaUnavailableException("away", new IOException())));

        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, new Heard())) {
            reader.start();

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("broken");
        }
        assertThat(heard).as("nothing that came after it was told").isEmpty();
    }

    private static Delivery delivery() {
        return new Delivery(HOLDING.epoch(), null, List.of(new SessionReplaced("ann", "phone", 1L)));
    }

    private static RecordDeserializationException undecodable(RuntimeException cause) {
        return new RecordDeserializationException(
                DeserializationExceptionOrigin.VALUE,
                SLOT,
                0,
                0,
                TimestampType.CREATE_TIME,
                null,
                null,
                new RecordHeaders(),
                "undecodable",
                cause);
    }

    private final class Heard implements DeliveryReader.Target {
        @Override
        public void broken(Holding holding, RuntimeException cause) {
            heard.add("broken");
        }

        @Override
        public void handed(long time) {
            heard.add("handed " + time);
        }

        @Override
        public void reply(Reply reply) {
            heard.add("reply");
        }

        @Override
        public void event(EventDelivery delivery) {
            heard.add("event");
        }

        @Override
        public void started(SessionStarted started) {
            heard.add("started");
        }

        @Override
        public void replaced(SessionReplaced replaced) {
            heard.add("replaced");
        }
    }
}
