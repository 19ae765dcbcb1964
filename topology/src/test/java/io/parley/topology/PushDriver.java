package io.parley.topology;

import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.DeviceFact;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkFact;
import io.parley.avro.PushRequest;
import io.parley.avro.Role;
import io.parley.avro.Serdes;
import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.UserChange;
import io.parley.ids.Placement;
import io.parley.ids.TimeUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The push topology in the driver, fed with what talk tells, with a clock that the test moves. */
final class PushDriver implements AutoCloseable {
    static final String CHAT = "gchat";
    private static final long MICROS = 1_000;

    private final Serdes serdes = Serdes.inMemory();
    private final TopologyTestDriver driver;
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private long stamp;

    PushDriver(PushConfig config) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, PushTopology.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        driver = new TopologyTestDriver(
                PushTopology.build(
                        config.withStorage(TalkConfig.Storage.MEMORY)
                                .withRun(new TalkConfig.Trim(Duration.ofMillis(500), 2_000, Duration.ofMinutes(1))),
                        Placement.murmur2(1),
                        serdes),
                properties,
                now);
        pass(Duration.ofSeconds(1));
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void registers(String user, String device, @Nullable String token) {
        send(
                Topics.USER_DEVICES,
                user + "/" + device,
                new DeviceFact(
                        "e",
                        "device",
                        now,
                        tick(),
                        null,
                        user,
                        device,
                        token == null ? null : "fcm",
                        token,
                        null,
                        null),
                now);
    }

    /** All connections of the user: whether somebody looks at each. */
    void connections(String user, Boolean... active) {
        List<SessionRef> sessions = Arrays.stream(active)
                .map(one -> new SessionRef("d", 1, 1L, 1L, one, 1L))
                .toList();
        change(user, "sessions", tick(), new SessionsChange(user, sessions), now);
    }

    /** What a chat's event leaves a user with. */
    static ChangeEntry entry(
            String user, int unread, @Nullable String read, boolean muted, boolean mentioned, int badge) {
        return new ChangeEntry(user, 1L, unread, 0, read, Role.MEMBER, muted, mentioned, badge);
    }

    String says(String sender, String type, ChangeEntry entry) {
        return says(sender, type, entry, now);
    }

    /** The msg_id. */
    String says(@Nullable String sender, String type, ChangeEntry entry, Instant at) {
        long said = tick();
        String id = TimeUuid.of(said, 0, CHAT).toString();
        change(
                CHAT,
                "message",
                said,
                new ChatChange(
                        CHAT, FactTopic.MESSAGES, id, now, sender, type, "Hello!", List.of(entry), null, null, null),
                at);
        return id;
    }

    void changes(String kind, FactTopic told, ChangeEntry entry, @Nullable String deleted) {
        change(
                CHAT,
                kind,
                tick(),
                new ChatChange(CHAT, told, null, now, null, null, null, List.of(entry), null, deleted, null),
                now);
    }

    void delivers(String user, String msgId) {
        send(
                Topics.CHAT_MARKS,
                CHAT + "/" + user,
                new MarkFact("e", "delivered", now, tick(), null, CHAT, 1, user, msgId, now, null, null),
                now);
    }

    List<PushRequest> requests() {
        TestOutputTopic<String, PushRequest> output = driver.createOutputTopic(
                Topics.PUSH_REQUESTS.name(), new StringDeserializer(), serdes.deserializer(Topics.PUSH_REQUESTS));
        return output.isEmpty() ? List.of() : output.readValuesToList();
    }

    Instant now() {
        return now;
    }

    TopologyTestDriver driver() {
        return driver;
    }

    private void change(String key, String kind, long stamp, Object change, Instant at) {
        send(Topics.USER_CHANGES, key, new UserChange("e" + stamp, kind, at, stamp, null, 0, change), at);
    }

    private long tick() {
        stamp = Math.max(stamp + 1, now.toEpochMilli() * MICROS);
        return stamp;
    }

    private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value, at);
    }

    @Override
    public void close() {
        driver.close();
    }
}
