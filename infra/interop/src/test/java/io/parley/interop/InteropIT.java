package io.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.avro.Cause;
import io.parley.avro.ChatCommand;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageFact;
import io.parley.avro.Origin;
import io.parley.avro.SendMessage;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.ids.TimeUuid;
import io.parley.local.Stack;
import io.parley.local.part.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kafkajs with @kafkajs/confluent-schema-registry reads what we write, and we read what it writes. */
class InteropIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHAT = "gInterop";
    private static final long STAMP = 1_767_600_000_123_456L;
    private static final Instant AT = Instant.ofEpochMilli(STAMP / 1000);
    private static final String ID = TimeUuid.of(STAMP, 0, CHAT).toString();

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Stack stack;
    private static Serdes serdes;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stack = Stack.builder(folder).parts(Kind.KAFKA, Kind.REGISTRY).start();
        serdes = Serdes.registry(Map.of("registry.url", stack.registry()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void kafkajs_reads_what_we_write() throws Exception {
        List<MessageFact> facts = List.of(fact(message()), fact(deleted()));
        commit(facts);

        List<String> lines = Node.run("read.mjs", arguments(Topics.CHAT_MESSAGES.name(), "2"), List.of());

        JsonNode said = JSON.readTree(lines.get(0));
        JsonNode message = said.at("/value/fact/io.parley.avro.Message");
        assertThat(said.path("key").asText()).isEqualTo(CHAT);
        assertThat(said.at("/value/stamp").asLong()).isEqualTo(STAMP);
        assertThat(said.at("/value/cause/offset").asLong()).isEqualTo(42);
        assertThat(said.at("/value/event_time").asLong()).isEqualTo(AT.toEpochMilli());
        assertThat(message.path("msg_id").asText()).isEqualTo(ID);
        assertThat(message.path("content").asText()).isEqualTo("Grüße 👋");
        assertThat(message.path("mentions").get(0).asText()).isEqualTo("bob");
        assertThat(message.path("reply_to").isNull()).isTrue();
        JsonNode gone = JSON.readTree(lines.get(1)).at("/value/fact/io.parley.avro.MessageDeleted");
        assertThat(gone.path("by").asText()).isEqualTo("ann");
        assertThat(lines).hasSize(2);
    }

    @Test
    void we_read_what_kafkajs_writes() throws Exception {
        String command =
                """
                {"key":"gInterop","value":{"event_id":"e1","kind":"message","event_time":%d,"chat_id":"gInterop",\
                "user":"ann","origin":{"slot":3,"epoch":7,"connection":11,"request":13,"ref":null},"facts":null,\
                "command":{"io.parley.avro.SendMessage":{"client_msg_id":"c1","msg_type":"text","content":"Grüße 👋",\
                "reply_to":null,"mentions":["bob","cat"],"file":null,"data":null,"key_id":null}}}}"""
                        .formatted(AT.toEpochMilli());

        Node.run("write.mjs", arguments(Topics.CHAT_RAW.name()), List.of(command));

        ConsumerRecord<String, ChatCommand> read = first();
        assertThat(read.key()).isEqualTo(CHAT);
        assertThat(read.value().getEventTime()).isEqualTo(AT);
        assertThat(read.value().getOrigin()).isEqualTo(new Origin(3, 7L, 11L, 13L, null));
        SendMessage send = (SendMessage) read.value().getCommand();
        assertThat(send.getContent()).isEqualTo("Grüße 👋");
        assertThat(send.getMentions()).containsExactly("bob", "cat");
        assertThat(send.getReplyTo()).isNull();
    }

    /** As talk does, in a transaction. */
    private static void commit(List<MessageFact> facts) {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "interop");
        try (var producer =
                new KafkaProducer<>(config, new StringSerializer(), serdes.serializer(Topics.CHAT_MESSAGES))) {
            producer.initTransactions();
            producer.beginTransaction();
            facts.forEach(fact -> producer.send(new ProducerRecord<>(Topics.CHAT_MESSAGES.name(), CHAT, fact)));
            producer.commitTransaction();
        }
    }

    private static ConsumerRecord<String, ChatCommand> first() {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.kafka(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), serdes.deserializer(Topics.CHAT_RAW))) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHAT_RAW.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, ChatCommand> record : consumer.poll(Duration.ofMillis(200))) {
                    return record;
                }
            }
            throw new AssertionError("nothing came within " + PATIENCE);
        }
    }

    private static List<String> arguments(String topic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(stack.kafka(), stack.registry(), topic));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static MessageFact fact(Object what) {
        return MessageFact.newBuilder()
                .setEventId(ID)
                .setKind("message")
                .setEventTime(AT)
                .setStamp(STAMP)
                .setCause(new Cause("chat.raw", 0, 42L))
                .setChatId(CHAT)
                .setVersion(1)
                .setFact(what)
                .build();
    }

    private static Message message() {
        return Message.newBuilder()
                .setMsgId(ID)
                .setChatId(CHAT)
                .setChatSeq(1)
                .setSender("ann")
                .setMsgType("text")
                .setContent("Grüße 👋")
                .setCreatedAt(AT)
                .setMentions(List.of("bob"))
                .build();
    }

    private static MessageDeleted deleted() {
        return MessageDeleted.newBuilder()
                .setMsgId(ID)
                .setChatId(CHAT)
                .setChatSeq(1)
                .setSender("ann")
                .setDeletedAt(AT)
                .setBy("ann")
                .build();
    }
}
