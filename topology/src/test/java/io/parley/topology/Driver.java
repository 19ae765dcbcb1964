package io.parley.topology;

import io.parley.avro.ChatCommand;
import io.parley.avro.Delivery;
import io.parley.avro.DeviceFact;
import io.parley.avro.Erase;
import io.parley.avro.InboxBatch;
import io.parley.avro.KeyFact;
import io.parley.avro.Lease;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MessageFact;
import io.parley.avro.Origin;
import io.parley.avro.ProfileFact;
import io.parley.avro.ProposeKey;
import io.parley.avro.RevocationFact;
import io.parley.avro.Revoke;
import io.parley.avro.Serdes;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SetProfile;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.UserChange;
import io.parley.avro.UserCommand;
import io.parley.ids.Placement;
import io.parley.topology.errors.ErrorBudget;
import io.parley.topology.errors.PoisonHandler;
import io.parley.topology.errors.UndecodableHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in the driver, with a clock that the test moves. Shard 0 is here; all else goes over user.inbox. */
final class Driver implements AutoCloseable {
    static final long EPOCH = 7;
    static final int SLOT = 3;

    private final TopologyTestDriver driver;
    private final Serdes serdes = Serdes.inMemory();
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private long request;

    Driver(TalkConfig config, Placement placement) {
        this(config, placement, new ErrorBudget(2, Duration.ofMinutes(1)));
    }

    Driver(TalkConfig config, Placement placement, ErrorBudget budget) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, TalkTopology.APPLICATION_ID);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        // Not exactly-once: between transactions the driver forgets what a deserialization handler sends.
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        properties.put(ErrorBudget.CONFIG, budget);
        driver = new TopologyTestDriver(
                TalkTopology.build(
                        config.with(bounds -> bounds.storage = TalkConfig.Storage.MEMORY), placement, serdes),
                properties,
                now);
        hold(SLOT, EPOCH);
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    void hold(int slot, long epoch) {
        Lease lease = new Lease(slot, epoch, "edge-" + slot, now, false);
        send(Topics.EDGE_LEASES, Integer.toString(slot), lease);
    }

    Origin origin() {
        return new Origin(SLOT, EPOCH, 1L, ++request, null);
    }

    void chat(String chatId, String user, Object command) {
        send(
                Topics.CHAT_RAW,
                chatId,
                new ChatCommand("e" + request, "test", now, chatId, user, origin(), null, command, null, null, null));
    }

    void user(String user, Object command) {
        send(Topics.USER_RAW, user, new UserCommand("e", "test", now, user, origin(), command, null, null, null, null));
    }

    /** A revocation, by an app server or by a user's own token. */
    void revoke(String user, @Nullable String service, @Nullable Instant before) {
        SetProfile nothing = new SetProfile(null, null);
        Revoke revoke = new Revoke(before);
        send(
                Topics.USER_RAW,
                user,
                new UserCommand("e", "revoke", now, user, origin(), nothing, service, revoke, null, null));
    }

    void propose(String user, String keyId, String wrapped) {
        ProposeKey key = new ProposeKey(keyId, wrapped);
        SetProfile nothing = new SetProfile(null, null);
        send(
                Topics.USER_RAW,
                user,
                new UserCommand("e", "propose_key", now, user, origin(), nothing, null, null, key, null));
    }

    /** An erasure, or that it is done, by an app server or by a user's own token. */
    void erase(String user, @Nullable String service, @Nullable Long done) {
        SetProfile nothing = new SetProfile(null, null);
        Erase erase = new Erase(done);
        send(
                Topics.USER_RAW,
                user,
                new UserCommand("e", "erase", now, user, origin(), nothing, service, null, null, erase));
    }

    /** As the push sink writes it: there is nobody to answer. */
    void withdraw(String user, Object command) {
        send(
                Topics.USER_RAW,
                user,
                new UserCommand("e", "unregister_device", now, user, null, command, null, null, null, null));
    }

    void session(String user, String device, long connection, long acceptedAt, Object event) {
        session(user, device, SLOT, EPOCH, connection, acceptedAt, event);
    }

    void session(String user, String device, int slot, long epoch, long connection, long acceptedAt, Object event) {
        send(
                Topics.USER_SESSIONS,
                user,
                new SessionEvent("e", "test", now, user, device, slot, epoch, connection, acceptedAt, event));
    }

    void opens(String user, long connection, @Nullable Long since) {
        session(user, "phone", connection, now.toEpochMilli() * 1000, new SessionOpened(since, null, true));
    }

    <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value, now);
    }

    void sendBytes(String topic, String key, byte @Nullable [] value) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, now);
    }

    List<MessageFact> messages() {
        return values(Topics.CHAT_MESSAGES);
    }

    List<MemberFact> members() {
        return values(Topics.CHAT_MEMBERS);
    }

    List<MarkFact> marks() {
        return values(Topics.CHAT_MARKS);
    }

    List<UserChange> changes() {
        return values(Topics.USER_CHANGES);
    }

    List<ProfileFact> profiles() {
        return values(Topics.USER_PROFILES);
    }

    List<RevocationFact> revocations() {
        return values(Topics.USER_REVOCATIONS);
    }

    /** With the records' keys. */
    List<TestRecord<String, KeyFact>> keys() {
        return driver.createOutputTopic(
                        Topics.USER_KEYS.name(), new StringDeserializer(), serdes.deserializer(Topics.USER_KEYS))
                .readRecordsToList();
    }

    List<DeviceFact> devices() {
        return values(Topics.USER_DEVICES);
    }

    List<Delivery> deliveries() {
        return values(Topics.EDGE_DELIVERY);
    }

    /** Everything that edges were told, in order. */
    List<Object> told() {
        return deliveries().stream()
                .flatMap(delivery -> delivery.getEntries().stream())
                .toList();
    }

    /** What was told of this kind since the last look. */
    <T> List<T> told(Class<T> kind) {
        return told().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<InboxBatch> batches() {
        return values(Topics.USER_INBOX);
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        Topics.TALK_DEAD_LETTERS, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        TestOutputTopic<String, V> output =
                driver.createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer(topic));
        return output.isEmpty() ? List.of() : output.readValuesToList();
    }

    TopologyTestDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.close();
    }
}
