package io.parley.tests.world;

import io.parley.avro.ChatCommand;
import io.parley.avro.Delivery;
import io.parley.avro.InboxBatch;
import io.parley.avro.Lease;
import io.parley.avro.SessionEvent;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.UserChange;
import io.parley.avro.UserCommand;
import io.parley.ids.Placement;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * All shards of talk and the edges around them, in one thread. Records cross from shard to shard as Kafka would carry
 * them: order holds within a partition and nowhere else, and nothing uncommitted is seen.
 */
public final class World implements AutoCloseable {
    public static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    private final Placement placement;
    private final List<Shard> shards;
    private final Edges edges;
    private final Log log = new Log();
    private final Map<Topic<?>, Integer> counts = new HashMap<>();
    private Instant now = BEGIN;

    public World(int shards, TalkConfig config) {
        this(shards, config, Flaw.NONE);
    }

    public World(int shards, TalkConfig config, Flaw flaw) {
        this.placement = key -> home(key, shards);
        this.shards = IntStream.range(0, shards)
                .mapToObj(shard -> new Shard(new Drivers(Shard.seenFrom(shard, placement, shards), config), flaw))
                .toList();
        this.edges = new Edges(this);
    }

    /** People with three letters live by their first one, so that a test knows who is apart; others where Kafka puts them. */
    private static int home(String key, int shards) {
        return key.length() == 3 && Character.isLowerCase(key.charAt(0))
                ? (key.charAt(0) - 'a') % shards
                : Placement.murmur2(shards).shardOf(key);
    }

    public Instant now() {
        return now;
    }

    public Edges edges() {
        return edges;
    }

    /** What was committed to the public topics. */
    public Log log() {
        return log;
    }

    public int shardCount() {
        return shards.size();
    }

    public int homeOf(String key) {
        return placement.shardOf(key);
    }

    /** Lets record time go on, or back when negative: what a broker with another clock does. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Lets the machines' clocks go on, by which stores are trimmed and sessions of dead edges found. */
    public void passWallClock(Duration time) {
        shards.forEach(shard -> shard.wallClock(time));
        settle();
    }

    /** As {@link #passWallClock}, but nothing is committed by that alone. */
    public void tick(Duration time) {
        shards.forEach(shard -> shard.wallClock(time));
    }

    public void offer(ChatCommand command) {
        shard(command.getChatId()).offer(Topics.CHAT_RAW, command.getChatId(), command, now);
    }

    public void offer(SessionEvent event) {
        shard(event.getUser()).offer(Topics.USER_SESSIONS, event.getUser(), event, now);
    }

    public void offer(UserCommand command) {
        shard(command.getUser()).offer(Topics.USER_RAW, command.getUser(), command, now);
    }

    void lease(Lease lease) {
        shards.forEach(shard -> shard.lease(lease, now));
    }

    /** Processes all that waits, shard by shard, committing after each record. */
    public void settle() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Shard shard : shards) {
                while (!shard.waiting().isEmpty()) {
                    shard.take(shard.waiting().get(0));
                    publish(shard);
                    busy = true;
                }
                busy |= shard.hasUncommitted();
                publish(shard);
            }
        }
    }

    /** One step of some shard: a record of one of its partitions. False when nothing waits. */
    public boolean step(Random random) {
        List<Shard> busy =
                shards.stream().filter(shard -> !shard.waiting().isEmpty()).toList();
        if (busy.isEmpty()) {
            return false;
        }
        Shard shard = busy.get(random.nextInt(busy.size()));
        shard.take(shard.waiting().get(random.nextInt(shard.waiting().size())));
        return true;
    }

    /** Some shard commits. */
    public void commit(Random random) {
        publish(shards.get(random.nextInt(shards.size())));
    }

    /** Some shard dies and is started again elsewhere. */
    public void crash(Random random) {
        shards.get(random.nextInt(shards.size())).crash(now);
    }

    /** Every shard dies and is started again elsewhere. */
    public void crashAll() {
        shards.forEach(shard -> shard.crash(now));
    }

    /** Changelog records by store, over all shards, since the world began. */
    public Map<String, Integer> writes() {
        Map<String, Integer> sum = new TreeMap<>();
        shards.forEach(shard -> shard.writes().forEach((store, count) -> sum.merge(store, count, Integer::sum)));
        return sum;
    }

    /** Rows by store, over all shards. */
    public Map<String, Integer> rows() {
        Map<String, Integer> sum = new TreeMap<>();
        shards.forEach(shard -> shard.rows().forEach((store, count) -> sum.merge(store, count, Integer::sum)));
        return sum;
    }

    /** Committed records of a topic since the world began. */
    public int written(Topic<?> topic) {
        return counts.getOrDefault(topic, 0);
    }

    @Override
    public void close() {
        shards.forEach(Shard::close);
    }

    private Shard shard(String key) {
        return shards.get(placement.shardOf(key));
    }

    private void publish(Shard from) {
        int shard = shards.indexOf(from);
        for (Shard.Output output : new ArrayList<>(from.commit())) {
            counts.merge(output.topic(), 1, Integer::sum);
            publish(shard, output.key(), output.value(), output.time());
        }
    }

    private void publish(int from, String key, SpecificRecord value, Instant time) {
        if (value instanceof InboxBatch batch) {
            int to = (from + batch.getShard()) % shards.size();
            InboxBatch placed = InboxBatch.newBuilder(batch).setShard(to).build();
            log.crossed(placed);
            shards.get(to).offer(Topics.USER_INBOX, key, placed, time);
        } else if (value instanceof Delivery delivery) {
            edges.deliver(Integer.parseInt(key), delivery);
        } else if (value instanceof UserChange change) {
            log.append(UserChange.newBuilder(change)
                    .setShard((from + change.getShard()) % shards.size())
                    .build());
        } else {
            log.append(key, value);
        }
    }
}
