package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.avro.ChatCommand;
import io.parley.avro.SendMessage;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawWriterTest {
    private static final int ROOM = 64 << 10;

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final RawWriter writer = new RawWriter(producer, Serdes.inMemory(), ROOM);
    private final AtomicInteger failures = new AtomicInteger();

    @AfterEach
    void close() {
        while (producer.completeNext()) {
            // what is left over is taken
        }
        writer.close();
    }

    private static ChatCommand command(String content) {
        SendMessage send = SendMessage.newBuilder()
                .setClientMsgId("x")
                .setMsgType("text")
                .setContent(content)
                .setMentions(List.of())
                .build();
        return ChatCommand.newBuilder()
                .setEventId("e")
                .setKind("message")
                .setEventTime(Instant.EPOCH)
                .setChatId("c1")
                .setUser("ann")
                .setCommand(send)
                .build();
    }

    private void offer(String content) {
        writer.offer(Topics.CHAT_RAW, "c1", command(content), failures::incrementAndGet);
    }

    @Test
    void events_are_written_in_the_order_in_which_they_were_offered() {
        writer.start();
        for (int i = 0; i < 20; i++) {
            offer("message " + i);
        }

        await().until(() -> producer.history().size() == 20);
        var decoder = Serdes.inMemory().deserializer(Topics.CHAT_RAW);
        assertThat(producer.history())
                .extracting(record -> ((SendMessage) decoder.deserialize(record.topic(), record.value())
                                .getCommand())
                        .getContent())
                .startsWith("message 0", "message 1", "message 2")
                .endsWith("message 19");
        assertThat(producer.history()).allMatch(record -> record.key().equals("c1"));
        assertThat(failures).hasValue(0);
    }

    @Test
    void what_kafka_does_not_take_is_told_to_who_offered_it() {
        writer.start();
        offer("taken");
        offer("not taken");
        await().until(() -> producer.history().size() == 2);

        producer.completeNext();
        producer.errorNext(new TimeoutException("no broker"));

        await().untilAsserted(() -> assertThat(failures).hasValue(1));
    }

    @Test
    void a_send_that_throws_is_told_too() {
        producer.sendException = new TimeoutException("no metadata");
        writer.start();

        offer("hi");

        await().untilAsserted(() -> assertThat(failures).hasValue(1));
        producer.sendException = null;
    }

    @Test
    void what_does_not_fit_into_the_queue_is_refused_at_once() {
        String large = "x".repeat(17_000);

        offer(large);
        assertThat(writer.queuedBytes()).isGreaterThan(32_000);
        offer(large);
        assertThat(failures).hasValue(1);

        writer.start();
        await().until(() -> writer.queuedBytes() == 0);
        offer(large);
        await().until(() -> producer.history().size() == 2);
        assertThat(failures).hasValue(1);
    }

    @Test
    void closing_writes_what_was_offered_and_takes_nothing_more() {
        offer("last words");
        writer.start();
        writer.close();
        offer("too late");

        assertThat(producer.history()).hasSize(1);
        assertThat(failures).hasValue(1);
    }
}
