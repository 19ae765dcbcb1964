package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Delivery;
import io.parley.avro.EditMessage;
import io.parley.avro.EventDelivery;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.Reply;
import io.parley.avro.SchemaUnavailableException;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import io.parley.edge.content.ContentReader;
import io.parley.edge.content.FakeKeys;
import io.parley.edge.content.KeyWait;
import io.parley.keys.DataKey;
import io.parley.keys.MasterKeys.Wrapped;
import io.parley.keys.Sealer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

/** What an edge makes of a record of its slot that it cannot decode, or cannot open. */
@Timeout(60)
class DeliveryReaderTest {
    private static final Holding HOLDING = new Holding(2, 5);
    private static final String MSG = "0192d3a0-5c5e-11ef-8000-000000000001";
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

        try (DeliveryReader reader =
                new DeliveryReader(consumer, HOLDING, lease, new FakeKeys().reader(), new Heard())) {
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

        try (DeliveryReader reader =
                new DeliveryReader(consumer, HOLDING, lease, new FakeKeys().reader(), new Heard())) {
            reader.start();

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("broken");
        }
        assertThat(heard).as("nothing that came after it was told").isEmpty();
    }

    private static EventDelivery edited(DataKey key) {
        EditMessage edit = new EditMessage("e", MSG, "changed", null, null);
        Sealer.seal("c1", edit, key);
        EventDelivery event = new EventDelivery();
        event.setChatId("c1");
        event.setRecipients(List.of());
        event.setEvent(new MessageEdited(
                MSG, "c1", 1L, "ann", edit.getContent(), List.of(), Instant.EPOCH, "ann", edit.getKeyId()));
        return event;
    }

    private void add(EventDelivery event) {
        Delivery both = new Delivery(HOLDING.epoch(), null, List.of(event, new SessionReplaced("ann", "phone", 1L)));
        consumer.addRecord(new ConsumerRecord<>(SLOT.topic(), SLOT.partition(), 0, "2", both));
    }

    @Test
    void what_is_encrypted_waits_for_its_key_and_what_follows_waits_behind_it() throws InterruptedException {
        FakeKeys keys = new FakeKeys();
        Wrapped made = keys.encrypt().make("ann", 0);
        EventDelivery event = edited(keys.encrypt().unwrap(made));
        add(event);

        ContentReader content = keys.reader();
        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, content, new Heard())) {
            reader.start();
            assertThat(heard).isEmpty();

            keys.give("ann", made.id(), made.wrapped());

            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("event");
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("replaced");
        }
        assertThat(((MessageEdited) event.getEvent()).getContent()).isEqualTo("changed");
    }

    @Test
    void an_edit_whose_key_is_destroyed_is_told_as_a_deletion() throws InterruptedException {
        FakeKeys keys = new FakeKeys();
        EventDelivery event = edited(keys.encrypt().unwrap(keys.encrypt().make("ann", 0)));
        keys.erase("ann", Instant.EPOCH);
        add(event);

        ContentReader content = keys.reader();
        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, content, new Heard())) {
            reader.start();
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("event");
        }
        assertThat(event.getEvent()).isEqualTo(new MessageDeleted(MSG, "c1", 1L, "ann", Instant.EPOCH, "ann"));
    }

    @Test
    void without_the_master_key_the_holding_ends_and_nothing_is_passed_over() throws InterruptedException {
        FakeKeys keys = new FakeKeys();
        Wrapped made = keys.give("ann");
        add(edited(keys.encrypt().unwrap(made)));

        KeyWait wait = new KeyWait(Duration.ofHours(1), System::nanoTime);
        ContentReader content = new ContentReader(keys.ring(), () -> null, wait);
        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, content, new Heard())) {
            reader.start();
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("broken");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void a_key_that_does_not_come_ends_the_holding_and_nothing_is_passed_over() throws InterruptedException {
        FakeKeys keys = new FakeKeys();
        add(edited(keys.encrypt().unwrap(keys.encrypt().make("ann", 0))));

        KeyWait wait = new KeyWait(Duration.ofMillis(1), System::nanoTime);
        ContentReader content = new ContentReader(keys.ring(), keys::masters, wait);
        try (DeliveryReader reader = new DeliveryReader(consumer, HOLDING, lease, content, new Heard())) {
            reader.start();
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("broken");
        }
        assertThat(heard).isEmpty();
        assertThat(wait.seconds()).as("of the next holding").isZero();
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
