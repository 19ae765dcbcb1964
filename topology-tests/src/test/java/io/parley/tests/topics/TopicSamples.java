package io.parley.tests.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.avro.AvroJson;
import io.parley.avro.ChatCommand;
import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.Lease;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Message;
import io.parley.avro.MessageFacts;
import io.parley.avro.Origin;
import io.parley.avro.ProposeKey;
import io.parley.avro.RegisterDevice;
import io.parley.avro.ReportMessage;
import io.parley.avro.Revoke;
import io.parley.avro.SendMessage;
import io.parley.avro.Serdes;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SetProfile;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.UserCommand;
import io.parley.avro.pages.Sample;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import io.parley.topology.PushConfig;
import io.parley.topology.TalkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A few minutes of two people, decided by talk and push as they are: the last record of each topic is the sample of its
 * page. Anna's shard is the driver's, Ben's another one, so that something crosses.
 */
final class TopicSamples implements AutoCloseable {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");
    private static final String CHAT = ChatIds.direct("anna", "ben");
    private static final Placement APART = key -> key.equals("ben") ? 1 : 0;
    private static final int WIRE_HEADER = 5;

    private final Serdes serdes = Serdes.inMemory();
    private final Map<String, Sample> samples = new LinkedHashMap<>();
    private final Pipe talk;
    private final Pipe push;
    private Instant now = BEGIN;
    private int events;

    private TopicSamples() {
        this.talk = Pipe.ofTalk(
                TalkConfig.defaults().with(bounds -> bounds.storage = TalkConfig.Storage.MEMORY), APART, serdes, BEGIN);
        this.push = Pipe.ofPush(
                PushConfig.defaults().withStorage(TalkConfig.Storage.MEMORY), Placement.murmur2(1), serdes, BEGIN);
    }

    static TopicSamples make() {
        TopicSamples samples = new TopicSamples();
        samples.play();
        return samples;
    }

    Optional<Sample> of(String topic) {
        return Optional.ofNullable(samples.get(topic));
    }

    private void play() {
        read(Topics.EDGE_LEASES, "3", new Lease(3, 7L, "edge-1", now, false));
        read(Topics.USER_RAW, "ben", device());
        read(Topics.USER_RAW, "anna", profile());
        read(Topics.USER_SESSIONS, "anna", session());
        command("anna", "create_chat", new CreateChat(ChatType.DIRECT, null, List.of("anna", "ben"), Map.of()));
        SendMessage hello = new SendMessage("hello-1", "text", "Hello, Ben!", null, List.of("ben"), null, null, null);
        command("anna", "message", hello);
        String message = Objects.requireNonNull(samples.get(Topics.CHAT_MESSAGES.name()))
                .value()
                .at("/fact/Message/msg_id")
                .asText();
        talk.noise(Topics.CHAT_RAW, now);
        collect();
        command("ben", "delivered", new MarkDelivered(message));
        now = now.plus(Duration.ofMinutes(1));
        command("ben", "read", new MarkRead(message));
        read(Topics.CHAT_RAW, CHAT, report(message, hello));
        ChatCommand marks = chatCommand("ben", "delivered", new MarkDelivered(message));
        marks.setMoreMarks(List.of(new Mark("ben", marks.getOrigin(), message, true)));
        read(Topics.CHAT_RAW, CHAT, marks);
        samples.put(Topics.CHAT_RAW.name(), sample(Topics.CHAT_RAW, CHAT, chatCommand("anna", "message", hello)));
        UserCommand revoke = userCommand("ben", "revoke", new SetProfile(null, null));
        revoke.setService("app");
        revoke.setRevoke(new Revoke(now));
        read(Topics.USER_RAW, "ben", revoke);
        UserCommand propose = userCommand("anna", "propose_key", new SetProfile(null, null));
        propose.setProposeKey(new ProposeKey("anna/0/o0pZ1x2y3w4v5u6t", "2026-01.nonceAndCiphertextAndTagInBase64url"));
        read(Topics.USER_RAW, "anna", propose);
        samples.put(Topics.USER_RAW.name(), sample(Topics.USER_RAW, "anna", profile()));
    }

    /** As an edge gives it, once it has looked up what was said. */
    private ChatCommand report(String message, SendMessage said) {
        Message words = Message.newBuilder()
                .setMsgId(message)
                .setChatId(CHAT)
                .setChatSeq(1)
                .setSender("anna")
                .setMsgType(said.getMsgType())
                .setContent(said.getContent())
                .setCreatedAt(BEGIN)
                .setClientMsgId(said.getClientMsgId())
                .setMentions(said.getMentions())
                .build();
        ChatCommand report = chatCommand("ben", "report", new MarkDelivered(message));
        report.setReport(new ReportMessage(message, "spam", "I never asked for greetings."));
        report.setFacts(new MessageFacts(message, true, 1L, "anna", false, said.getMentions(), words));
        return report;
    }

    private UserCommand device() {
        RegisterDevice device = RegisterDevice.newBuilder()
                .setDevice("ben-phone")
                .setPlatform("fcm")
                .setPushToken("a-token-of-the-platform")
                .build();
        return userCommand("ben", "register_device", device);
    }

    private UserCommand profile() {
        return userCommand("anna", "set_profile", new SetProfile("Anna", "https://example.org/anna.png"));
    }

    private SessionEvent session() {
        return new SessionEvent(
                eventId(),
                "opened",
                now,
                "anna",
                "anna-laptop",
                3,
                7L,
                17L,
                now.toEpochMilli() * 1000,
                new SessionOpened(null, "Anna", true));
    }

    private void command(String user, String kind, Object command) {
        read(Topics.CHAT_RAW, CHAT, chatCommand(user, kind, command));
    }

    private ChatCommand chatCommand(String user, String kind, Object command) {
        return ChatCommand.newBuilder()
                .setEventId(eventId())
                .setKind(kind)
                .setEventTime(now)
                .setChatId(CHAT)
                .setUser(user)
                .setOrigin(origin())
                .setCommand(command)
                .build();
    }

    private UserCommand userCommand(String user, String kind, Object command) {
        return UserCommand.newBuilder()
                .setEventId(eventId())
                .setKind(kind)
                .setEventTime(now)
                .setUser(user)
                .setOrigin(origin())
                .setCommand(command)
                .build();
    }

    private Origin origin() {
        return new Origin(3, 7L, 17L, (long) events, null);
    }

    /** As an edge makes one: random for it, but the same on every page. */
    private String eventId() {
        return new java.util.UUID(0x7b1de2c04a5f4e01L, 0x9c00000000000000L + ++events).toString();
    }

    /** Gives a record to talk, and what talk makes of it to push. */
    private <V extends SpecificRecord> void read(Topic<V> topic, String key, V value) {
        now = now.plusMillis(200);
        samples.put(topic.name(), sample(topic, key, value));
        talk.read(topic, key, value, now);
        collect();
    }

    private void collect() {
        talk.written().forEach(record -> {
            keep(record);
            push.pass(record);
        });
        push.pass(Duration.ofSeconds(15));
        push.written().forEach(this::keep);
    }

    private void keep(Pipe.Written record) {
        Schema schema = schema(record.topic());
        samples.put(
                record.topic(),
                new Sample(
                        record.key(),
                        texts(record.headers()),
                        schema == null
                                ? JsonNodeFactory.instance.textNode(new String(record.value(), StandardCharsets.UTF_8))
                                : AvroJson.node(schema, decode(schema, record.value()))));
    }

    private <V extends SpecificRecord> Sample sample(Topic<V> topic, String key, V value) {
        byte[] bytes = serdes.serializer(topic).serialize(topic.name(), value);
        return new Sample(
                key, texts(new RecordHeaders()), AvroJson.node(topic.schema(), decode(topic.schema(), bytes)));
    }

    private static @Nullable Schema schema(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .map(Topic::schema)
                .findFirst()
                .orElse(null);
    }

    private static Object decode(Schema schema, byte[] bytes) {
        try {
            return new GenericDatumReader<>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public void close() {
        talk.close();
        push.close();
    }
}
