package io.parley.topology.runtime;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.parley.access.KafkaAccess;
import io.parley.avro.RegistrySettings;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Every setting of the talk process, with its unit and what it trades. Each is also {@code PARLEY_…} in the environment. */
public final class TalkSettings extends AbstractConfig {
    public static final String BOOTSTRAP = "kafka.bootstrap.servers";
    public static final String STATE_DIR = "talk.state.dir";
    public static final String THREADS = "talk.threads";
    public static final String COMMIT_INTERVAL = "talk.commit.interval.ms";
    public static final String COMMIT_BEHIND = "talk.commit.interval.behind.ms";
    public static final String POLL = "talk.poll.ms";
    public static final String LINGER = "talk.linger.ms";
    public static final String TRANSACTION_TIMEOUT = "talk.transaction.timeout.ms";
    public static final String SESSION_TIMEOUT = "talk.session.timeout.ms";
    public static final String STANDBYS = "talk.standbys";
    public static final String REPLICATION = "talk.replication.factor";
    public static final String CLOSE_TIMEOUT = "talk.close.timeout.ms";
    public static final String METRICS_HOST = "talk.metrics.host";
    public static final String METRICS_PORT = "talk.metrics.port";
    public static final String MEMBERS = "talk.members.max";
    public static final String SPANS = "talk.spans.max";
    public static final String INDEX = "talk.index.max";
    public static final String TRIM_STEP = "talk.trim.step";
    public static final String DEDUP = "talk.dedup.ms";
    public static final String REACTIONS = "talk.reactions.max";
    public static final String KEPT_EVENTS = "talk.kept.events";
    public static final String KEPT_BYTES = "talk.kept.bytes";
    public static final String KEPT_AGE = "talk.kept.age.ms";
    public static final String KEPT_SLACK = "talk.kept.slack.ms";
    public static final String SESSIONS = "talk.sessions.max";
    public static final String DEVICES = "talk.devices.max";
    public static final String REPLAY_BYTES = "talk.replay.bytes";
    public static final String TRIM_INTERVAL = "talk.trim.interval.ms";
    public static final String TRIM_ROWS = "talk.trim.rows";
    public static final String TRIM_BUDGET = "talk.trim.budget.ms";
    public static final String RECEIPTS_INTERVAL = "talk.receipts.interval.ms";
    public static final String RECEIPTS_SENDERS = "talk.receipts.senders";
    public static final String CACHE_ROWS = "talk.cache.rows";
    public static final String ROCKSDB_CACHE = "talk.rocksdb.cache.bytes";
    public static final String ROCKSDB_MEMTABLES = "talk.rocksdb.memtables.bytes";
    public static final String ERRORS = "talk.errors.tolerated";
    public static final String ERRORS_INTERVAL = "talk.errors.interval.ms";
    public static final String RELEASED = "talk.errors.released";
    public static final String RESTARTS = "talk.thread.restarts";
    public static final String RESTARTS_INTERVAL = "talk.thread.restarts.interval.ms";

    public static final ConfigDef DEFINITION = define();

    public TalkSettings(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
    }

    private static ConfigDef define() {
        ConfigDef definition = RegistrySettings.define(new ConfigDef());
        defineProcess(definition);
        defineBounds(definition);
        defineErrors(definition);
        PushSettings.define(definition);
        return KafkaAccess.define(definition);
    }

    private static void defineProcess(ConfigDef definition) {
        text(
                definition,
                BOOTSTRAP,
                ConfigDef.NO_DEFAULT_VALUE,
                "Brokers to start from, HOST:PORT with commas between.");
        text(
                definition,
                STATE_DIR,
                ConfigDef.NO_DEFAULT_VALUE,
                "Folder of the local state, of this process alone. Lost, it is restored from the changelogs.");
        number(definition, THREADS, 1, 1, "Threads; each carries whole shards, so more than shards are of no use.");
        number(
                definition,
                COMMIT_INTERVAL,
                10,
                1,
                "Milliseconds between commits, at least. What is decided is told after the next one; each costs the broker"
                        + " much, and makes a thread wait, so a thread that still has records which waited puts the"
                        + " next one off.");
        number(
                definition,
                COMMIT_BEHIND,
                40,
                1,
                "Milliseconds between commits, at most. A thread that has fallen behind commits no more often, so that it"
                        + " catches up.");
        number(definition, POLL, 5, 0, "Milliseconds that a poll waits for records when there are none.");
        number(
                definition,
                LINGER,
                100,
                0,
                "Milliseconds that a producer waits to fill a batch. A commit sends what waits, so more than the commit"
                        + " interval means one request a commit.");
        number(
                definition,
                TRANSACTION_TIMEOUT,
                15_000,
                1_000,
                "Milliseconds after which the broker aborts what a dead process left open; until then its readers wait. "
                        + "3000 on one machine; less than a broker may stall costs every shard its local state.");
        number(
                definition,
                SESSION_TIMEOUT,
                10_000,
                1_000,
                "Milliseconds without a heartbeat after which the shards of a process go to others.");
        number(definition, STANDBYS, 1, 0, "Warm copies of each shard's state on other processes.");
        number(definition, REPLICATION, -1, -1, "Replicas of the changelogs; -1 is the broker's default.");
        number(definition, CLOSE_TIMEOUT, 10_000, 0, "Milliseconds for a clean end after SIGTERM.");
        text(definition, METRICS_HOST, "127.0.0.1", "Address that /metrics, /healthz and /readyz listen on.");
        definition.define(
                METRICS_PORT,
                Type.INT,
                9404,
                between(0, 65_535),
                Importance.LOW,
                "Port of the same; 0 takes a free one, which the log then names.");
    }

    private static void defineBounds(ConfigDef definition) {
        TalkConfig defaults = TalkConfig.defaults();
        number(definition, MEMBERS, defaults.members(), 2, "Members of a group, the caller included.");
        number(definition, SPANS, defaults.spans(), 1, "Spans of membership kept of a user in a chat; the oldest go.");
        number(
                definition,
                INDEX,
                defaults.index(),
                1,
                "Newest messages of a chat that it can change and count by itself; facts of older ones are looked up.");
        number(
                definition,
                TRIM_STEP,
                defaults.trimStep(),
                0,
                "Rows by which an index or a stream may exceed its bound before it is trimmed.");
        duration(definition, DEDUP, defaults.dedup(), "How long a repeated client_msg_id gets the first one's ack.");
        number(definition, REACTIONS, defaults.reactions(), 1, "Reactions of one message, all emoji together.");
        number(definition, KEPT_EVENTS, defaults.kept().events(), 1, "Newest events kept of a user for replay.");
        definition.define(
                KEPT_BYTES,
                Type.LONG,
                defaults.kept().bytes(),
                atLeast(1),
                Importance.LOW,
                "Bytes of the events kept of a user; must be fewer than a socket may owe.");
        duration(definition, KEPT_AGE, defaults.kept().age(), "How old an event kept for replay may be.");
        duration(definition, KEPT_SLACK, defaults.kept().slack(), "How much longer payloads stay than that.");
        number(definition, SESSIONS, defaults.sessions(), 1, "Open connections of a user; the oldest makes room.");
        number(
                definition,
                DEVICES,
                defaults.devices(),
                1,
                "Devices of a user to push to; the first registered makes room.");
        number(definition, REPLAY_BYTES, defaults.replayBytes(), 1, "Bytes of events in one record of a replay.");
        duration(definition, TRIM_INTERVAL, defaults.trim().every(), "How often what is too old is trimmed.");
        number(definition, TRIM_ROWS, defaults.trim().rows(), 1, "Rows that one trimming looks at in each store.");
        duration(definition, TRIM_BUDGET, defaults.trim().budget(), "How long one trimming of a store may take.");
        duration(
                definition,
                RECEIPTS_INTERVAL,
                defaults.receipts().interval(),
                "At least so long between two rounds that tell senders in a group how far their messages are.");
        number(
                definition,
                RECEIPTS_SENDERS,
                defaults.receipts().senders(),
                1,
                "Senders that one such round looks at; the next goes on with the others.");
        number(
                definition,
                CACHE_ROWS,
                defaults.cacheRows(),
                0,
                "Decoded rows that each store of a shard keeps on the heap, some 200 bytes each.");
        bytes(
                definition,
                ROCKSDB_CACHE,
                64L << 20,
                "Bytes of blocks that all stores of the process cache off the heap.");
        bytes(definition, ROCKSDB_MEMTABLES, 32L << 20, "Bytes of unwritten rows of all stores, part of the cache.");
    }

    private static void defineErrors(ConfigDef definition) {
        number(
                definition,
                ERRORS,
                10,
                0,
                "Records that can't be decoded or decided, put aside in the interval before the process stops.");
        duration(definition, ERRORS_INTERVAL, Duration.ofMinutes(1), "That interval, by the records' own times.");
        definition.define(
                RELEASED,
                Type.LIST,
                List.of(),
                new Places(),
                Importance.LOW,
                "Places, with commas between, whose acknowledged events may be put aside. Talk stops at one that can't be"
                        + " told; who names it here gives up that its members hear it.");
        number(
                definition,
                RESTARTS,
                5,
                0,
                "Threads that died and were replaced in the interval before the process stops.");
        duration(definition, RESTARTS_INTERVAL, Duration.ofMinutes(1), "That interval.");
    }

    private static void text(ConfigDef definition, String name, Object otherwise, String doc) {
        definition.define(name, Type.STRING, otherwise, Importance.HIGH, doc);
    }

    private static void number(ConfigDef definition, String name, int otherwise, int least, String doc) {
        definition.define(name, Type.INT, otherwise, atLeast(least), Importance.MEDIUM, doc);
    }

    private static void bytes(ConfigDef definition, String name, long otherwise, String doc) {
        definition.define(name, Type.LONG, otherwise, atLeast(1 << 20), Importance.MEDIUM, doc);
    }

    private static void duration(ConfigDef definition, String name, Duration otherwise, String doc) {
        definition.define(name, Type.LONG, otherwise.toMillis(), atLeast(1), Importance.LOW, doc + " In milliseconds.");
    }

    /** Places in the log, as the error that stopped talk names them. */
    private static final class Places implements ConfigDef.Validator {
        private static final Pattern PLACE = Pattern.compile("[a-z.]+-\\d+@\\d+");

        @Override
        public void ensureValid(String name, Object value) {
            for (Object each : (List<?>) value) {
                if (!PLACE.matcher(String.valueOf(each)).matches()) {
                    throw new ConfigException(name, each, "must be TOPIC-PARTITION@OFFSET");
                }
            }
        }

        @Override
        public String toString() {
            return "TOPIC-PARTITION@OFFSET";
        }
    }

    Duration duration(String name) {
        return Duration.ofMillis(getLong(name));
    }

    TalkConfig config() {
        return TalkConfig.defaults().with(this::bound);
    }

    private void bound(TalkConfig.Changes bounds) {
        bounds.members = getInt(MEMBERS);
        bounds.spans = getInt(SPANS);
        bounds.index = getInt(INDEX);
        bounds.trimStep = getInt(TRIM_STEP);
        bounds.dedup = duration(DEDUP);
        bounds.reactions = getInt(REACTIONS);
        bounds.kept =
                new TalkConfig.Kept(getInt(KEPT_EVENTS), getLong(KEPT_BYTES), duration(KEPT_AGE), duration(KEPT_SLACK));
        bounds.sessions = getInt(SESSIONS);
        bounds.replayBytes = getInt(REPLAY_BYTES);
        bounds.trim = new TalkConfig.Trim(duration(TRIM_INTERVAL), getInt(TRIM_ROWS), duration(TRIM_BUDGET));
        bounds.receipts = new TalkConfig.Receipts(duration(RECEIPTS_INTERVAL), getInt(RECEIPTS_SENDERS));
        bounds.cacheRows = getInt(CACHE_ROWS);
        bounds.devices = getInt(DEVICES);
        bounds.commits = new TalkConfig.Commits(
                Duration.ofMillis(getInt(COMMIT_INTERVAL)), Duration.ofMillis(getInt(COMMIT_BEHIND)));
    }
}
