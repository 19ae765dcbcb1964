package io.parley.tests.world;

import io.parley.avro.InboxBatch;
import io.parley.avro.Lease;
import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One task of talk: a driver that believes to be shard 0, the partitions that wait for it, and what exactly-once makes of
 * its outputs. What it writes is seen by nobody until {@link #commit}; {@link #crash} takes it back, restores the stores
 * from the changelogs as they were at the last commit, and the same inputs come again.
 */
final class Shard implements AutoCloseable {
    /** The topics of the talk group that a task reads, in the catalogue's order. */
    static final List<Topic<?>> INPUTS =
            List.of(Topics.CHAT_RAW, Topics.USER_SESSIONS, Topics.USER_RAW, Topics.USER_INBOX);

    private static final List<Topic<?>> OUTPUTS = List.of(
            Topics.USER_INBOX,
            Topics.CHAT_MESSAGES,
            Topics.CHAT_MEMBERS,
            Topics.CHAT_MARKS,
            Topics.CHAT_REPORTS,
            Topics.USER_PROFILES,
            Topics.USER_REVOCATIONS,
            Topics.USER_CHANGES,
            Topics.EDGE_DELIVERY);

    /** No user of a test has a name of this length. */
    private static final int CHAT_ID_LENGTH = ChatIds.direct("", "").length();

    /** A record that waits in a partition. */
    record Input(Topic<?> topic, String key, SpecificRecord value, Instant time) {}

    /** A record that was written. */
    record Output(Topic<?> topic, String key, SpecificRecord value, Instant time) {}

    private final Drivers drivers;
    private final Flaw flaw;
    private final Serdes serdes = Serdes.inMemory();
    private final Map<Topic<?>, Deque<Input>> partitions = new LinkedHashMap<>();
    private final List<Input> taken = new ArrayList<>();
    private final List<Output> uncommitted = new ArrayList<>();
    private final Changelogs changelogs = new Changelogs();
    private final Map<String, Lease> leases = new TreeMap<>();
    private final Map<Topic<?>, TestInputTopic<String, ?>> inputs = new HashMap<>();
    private TopologyTestDriver driver;

    Shard(Drivers drivers, Flaw flaw) {
        this.drivers = drivers;
        this.flaw = flaw;
        INPUTS.forEach(topic -> partitions.put(topic, new ArrayDeque<>()));
        this.driver = drivers.start();
    }

    /** Of users: who is at home here is 0; the others keep their distance. A chat's shard is part of its messages' ids. */
    static Placement seenFrom(int shard, Placement placement, int shards) {
        return key -> key.length() == CHAT_ID_LENGTH
                ? placement.shardOf(key)
                : Math.floorMod(placement.shardOf(key) - shard, shards);
    }

    void offer(Topic<?> topic, String key, SpecificRecord value, Instant time) {
        partition(topic).add(new Input(topic, key, value, time));
    }

    /** The partitions in which something waits. */
    List<Topic<?>> waiting() {
        return INPUTS.stream().filter(topic -> !partition(topic).isEmpty()).toList();
    }

    boolean hasUncommitted() {
        return !taken.isEmpty() || !uncommitted.isEmpty();
    }

    /** Processes the oldest record of one partition. */
    void take(Topic<?> topic) {
        Input input = partition(topic).remove();
        taken.add(input);
        pipe(input.topic(), input.key(), flaw.read(input.value()), input.time());
        collect();
    }

    void lease(Lease lease, Instant time) {
        String key = Integer.toString(lease.getSlot());
        leases.put(key, lease);
        pipe(Topics.EDGE_LEASES, key, lease, time);
    }

    void wallClock(Duration step) {
        driver.advanceWallClockTime(step);
        collect();
    }

    List<Output> commit() {
        List<Output> committed = List.copyOf(uncommitted);
        uncommitted.clear();
        taken.clear();
        changelogs.commit();
        return committed;
    }

    void crash(Instant now) {
        driver.close();
        inputs.clear();
        uncommitted.clear();
        changelogs.abort();
        driver = drivers.start();
        changelogs.restoreInto(driver);
        leases.forEach((key, lease) -> pipe(Topics.EDGE_LEASES, key, lease, now));
        for (int i = taken.size() - 1; i >= 0; i--) {
            partition(taken.get(i).topic()).addFirst(taken.get(i));
        }
        taken.clear();
    }

    /** How many changelog records each store has written since the shard began. */
    Map<String, Integer> writes() {
        return changelogs.writes();
    }

    /** How many rows each store holds. */
    Map<String, Integer> rows() {
        return changelogs.rows();
    }

    @Override
    public void close() {
        driver.close();
    }

    private Deque<Input> partition(Topic<?> topic) {
        Deque<Input> partition = partitions.get(topic);
        if (partition == null) {
            throw new IllegalArgumentException(topic.name() + " is no input of talk");
        }
        return partition;
    }

    private void pipe(Topic<?> topic, String key, SpecificRecord value, Instant time) {
        SpecificRecord local = value instanceof InboxBatch batch
                ? InboxBatch.newBuilder(batch).setShard(0).build()
                : value;
        @SuppressWarnings("unchecked") // the value is of its topic's type
        TestInputTopic<String, SpecificRecord> input =
                (TestInputTopic<String, SpecificRecord>) inputs.computeIfAbsent(topic, this::input);
        input.pipeInput(key, local, time);
    }

    private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
    }

    private void collect() {
        OUTPUTS.forEach(this::collect);
        changelogs.collect(driver);
    }

    private <V extends SpecificRecord> void collect(Topic<V> topic) {
        if (!driver.producedTopicNames().contains(topic.name())) {
            return;
        }
        for (TestRecord<String, V> written : driver.createOutputTopic(
                        topic.name(), new StringDeserializer(), serdes.deserializer(topic))
                .readRecordsToList()) {
            for (SpecificRecord value : flaw.written(written.value())) {
                uncommitted.add(new Output(topic, written.key(), value, written.getRecordTime()));
            }
        }
    }
}
