package io.parley.local;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.parley.local.process.Backoff;
import io.parley.settings.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What can be set of the launcher itself. Memory is MiB, times are milliseconds. */
public final class LocalSettings extends AbstractConfig {
    public static final String JAVA17 = "local.cassandra.java.home";
    public static final String SLOTS = "local.edge.slots";
    public static final String MEMORY_MINIMUM = "local.memory.minimum.mib";
    public static final String START_TIMEOUT = "local.start.timeout.ms";
    public static final String RESTART_FIRST = "local.restart.first.ms";
    public static final String RESTART_MOST = "local.restart.most.ms";
    public static final String RESTART_ATTEMPTS = "local.restart.attempts";
    public static final String STOP_GRACE = "local.stop.grace.ms";
    public static final String EDGE_DRAIN = "local.edge.drain.ms";
    public static final String REDIS_MEMORY = "local.redis.memory.mib";
    public static final String TOPOLOGY_PATH = "local.topology.path";
    public static final String ARCHIVES = "local.class.archives";
    public static final String VARIABLES = "local.variables";
    public static final String LISTENERS = "local.kafka.listeners";
    public static final String WEBHOOK_URL = "local.webhook.url";
    public static final String WEBHOOK_SECRET = "local.webhook.secret";
    private static final String HEAP = "local.heap.";
    private static final String OPTIONS = "local.options.";

    public static final ConfigDef CONFIG = definition();

    public LocalSettings(Map<String, String> values) {
        super(CONFIG, values, false);
    }

    public static LocalSettings of(Map<String, String> environment) {
        return new LocalSettings(Environment.read(environment, CONFIG));
    }

    private static ConfigDef definition() {
        ConfigDef all = new ConfigDef();
        all.define(
                JAVA17, Type.STRING, "", MEDIUM, "Home of the JDK 17 that runs Cassandra; found by itself when empty.");
        number(all, SLOTS, 8, 1, 1_000, MEDIUM, "Of a new data folder: how many edges can run at once, for ever.");
        number(all, MEMORY_MINIMUM, 2_500, 0, 1 << 20, MEDIUM, "Free memory below which nothing is started.");
        number(all, START_TIMEOUT, 180_000, 1_000, 3_600_000, MEDIUM, "How long a part may take until it is ready.");
        number(
                all,
                RESTART_FIRST,
                200,
                1,
                60_000,
                LOW,
                "Wait before a part that died is started again; doubles each time.");
        number(all, RESTART_MOST, 10_000, 1, 600_000, LOW, "The longest such wait.");
        number(
                all,
                RESTART_ATTEMPTS,
                20,
                1,
                1_000,
                LOW,
                "Starts in a row that come to nothing before a part is given up.");
        number(all, STOP_GRACE, 30_000, 100, 600_000, LOW, "How long a part may take to end before it is killed.");
        number(
                all,
                EDGE_DRAIN,
                500,
                0,
                600_000,
                LOW,
                "Over how long an edge that ends closes its sockets, unless edge.drain.grace.ms is set.");
        number(all, REDIS_MEMORY, 128, 8, 1 << 20, LOW, "Memory of Redis's data; the least used goes first.");
        all.define(
                ARCHIVES,
                Type.BOOLEAN,
                true,
                LOW,
                "Whether parts that end leave their loaded classes in ~/.cache/parley, for quicker starts.");
        all.define(
                VARIABLES,
                Type.STRING,
                "",
                ConfigDef.LambdaValidator.with(
                        (name, value) -> OwnVariables.parse(name, String.valueOf(value)),
                        () -> "PART:NAME=VALUE, parted by spaces"),
                LOW,
                "Environment of single parts, which comes before what all get: edge-2:PARLEY_EDGE_LEASE_MS=2000.");
        all.define(
                LISTENERS,
                Type.STRING,
                "",
                ConfigDef.LambdaValidator.with(
                        (name, value) -> MoreListeners.parse(name, String.valueOf(value)),
                        () -> "PORT@HOST:PORT, parted by spaces"),
                LOW,
                "More ports of the log, each with the address that it tells to who comes by it: for who reaches the log "
                        + "through something in between.");
        all.define(
                TOPOLOGY_PATH,
                Type.STRING,
                "",
                LOW,
                "Jars or folders, parted as in a class path, that stand before the built topology: another release of it.");
        all.define(
                WEBHOOK_URL,
                Type.STRING,
                "",
                MEDIUM,
                "Where the events of all chats are posted; nowhere when empty. Its events begin at the beginning of the log.");
        all.define(
                WEBHOOK_SECRET,
                Type.PASSWORD,
                "",
                MEDIUM,
                "What they are signed with, whsec_ and base64; two, parted by a space, while one takes the place of the "
                        + "other. It is kept in webhook.secret of the data folder, where one is made when there is none.");
        heap(all, "kafka", 320);
        heap(all, "cassandra", 384);
        heap(all, "registry", 128);
        heap(all, "s3", 64);
        heap(all, "connect", 192);
        heap(all, "topology", 384);
        heap(all, "edge", 256);
        return all;
    }

    private static void heap(ConfigDef all, String part, int mib) {
        number(all, HEAP + part + ".mib", mib, 64, 1 << 20, LOW, "The Java heap of " + part + ", at most.");
        all.define(
                OPTIONS + part,
                Type.STRING,
                "",
                LOW,
                "More options for the JVM of " + part + ", parted by spaces: a recording, a debugger.");
    }

    private static void number(ConfigDef all, String name, int value, int min, int max, Importance weight, String doc) {
        all.define(name, Type.INT, value, between(min, max), weight, doc);
    }

    public int heapMib(String part) {
        return getInt(HEAP + part + ".mib");
    }

    /** What stands before the built classes of a part. */
    public String pathBefore(String part) {
        return part.equals("topology") ? getString(TOPOLOGY_PATH) : "";
    }

    /** More options for the JVM of a part. */
    public List<String> options(String part) {
        String all = getString(OPTIONS + part).strip();
        return all.isEmpty() ? List.of() : List.of(all.split(" +"));
    }

    /** What this part alone has in its environment, before what all get. */
    public Map<String, String> variablesOf(String part) {
        return OwnVariables.parse(VARIABLES, getString(VARIABLES)).of(part);
    }

    /** Whether events are posted somewhere. */
    public boolean hasWebhook() {
        return !getString(WEBHOOK_URL).isEmpty();
    }

    /** More listeners of the log. */
    public MoreListeners listeners() {
        return MoreListeners.parse(LISTENERS, getString(LISTENERS));
    }

    public Duration millis(String name) {
        return Duration.ofMillis(getInt(name));
    }

    public Backoff backoff() {
        return new Backoff(millis(RESTART_FIRST), millis(RESTART_MOST), getInt(RESTART_ATTEMPTS));
    }
}
