package io.parley.edge.store;

import static io.parley.edge.Settings.number;
import static io.parley.edge.Settings.text;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Every setting of the edge's reads, with its default, its range and what it is for. Times are milliseconds. */
public final class StoreSettings extends AbstractConfig {
    public static final String CONTACT_POINTS = "cassandra.contact.points";
    public static final String DATACENTER = "cassandra.datacenter";
    public static final String KEYSPACE = "cassandra.keyspace";
    public static final String CONSISTENCY = "cassandra.consistency";
    public static final String USERNAME = "cassandra.username";
    public static final String PASSWORD = "cassandra.password";
    public static final String TLS = "cassandra.tls";
    public static final String CA_FILE = "cassandra.tls.ca.file";
    public static final String REQUEST_TIMEOUT = "cassandra.request.timeout.ms";
    public static final String REQUESTS = "cassandra.requests.concurrent";
    public static final String REQUESTS_QUEUED = "cassandra.requests.queued";
    public static final String CHATS_PER_USER = "cassandra.chats.per.user";

    public static final String REDIS_URI = "redis.uri";
    public static final String REDIS_USERNAME = "redis.username";
    public static final String REDIS_PASSWORD = "redis.password";
    public static final String REDIS_CA_FILE = "redis.tls.ca.file";
    public static final String REDIS_TIMEOUT = "redis.timeout.ms";
    public static final String REDIS_QUEUED = "redis.requests.queued";

    public static final String PROFILES_CACHED = "profiles.cached";
    public static final String PROFILES_TTL = "profiles.ttl.ms";

    public StoreSettings(Map<String, String> values) {
        super(definition(), values, false);
    }

    /** All settings; a new copy each time, because a definition can be added to. */
    public static ConfigDef definition() {
        ConfigDef all = new ConfigDef();
        defineTables(all);
        defineCache(all);
        return all;
    }

    private static void defineTables(ConfigDef all) {
        all.define(CONTACT_POINTS, Type.LIST, "127.0.0.1:9042", HIGH, "Cassandra nodes to begin with, host:port.");
        text(all, DATACENTER, "datacenter1", HIGH, "The data centre whose nodes are asked.");
        text(all, KEYSPACE, "parley", HIGH, "The keyspace of the tables.");
        all.define(
                CONSISTENCY,
                Type.STRING,
                "LOCAL_QUORUM",
                ValidString.in("LOCAL_QUORUM", "QUORUM", "LOCAL_ONE", "ONE", "EACH_QUORUM", "ALL"),
                HIGH,
                "Consistency of reads. Weaker than a quorum, a user may not see what they just wrote.");
        text(all, USERNAME, "", MEDIUM, "User name at Cassandra; empty: none.");
        all.define(PASSWORD, Type.PASSWORD, "", MEDIUM, "Password at Cassandra.");
        all.define(
                TLS,
                Type.BOOLEAN,
                false,
                HIGH,
                "Whether Cassandra is spoken to by TLS, and only where a node's certificate names its address.");
        text(
                all,
                CA_FILE,
                "",
                HIGH,
                "PEM file of the authorities whose certificates are then believed; empty: those of the Java that runs.");
        number(all, REQUEST_TIMEOUT, 2_000, 10, 60_000, MEDIUM, "How long one query may take; then the call is 503.");
        number(all, REQUESTS, 256, 1, 100_000, MEDIUM, "Queries under way at once.");
        number(all, REQUESTS_QUEUED, 10_000, 1, 1_000_000, LOW, "Queries that wait for their turn; more are 503.");
        number(all, CHATS_PER_USER, 10_000, 1, 1_000_000, LOW, "Chats of a user that a list can hold.");
    }

    private static void defineCache(ConfigDef all) {
        text(
                all,
                REDIS_URI,
                "redis://127.0.0.1:6379",
                HIGH,
                "redis://HOST:PORT or rediss:// (TLS) of the cache; empty to do without it.");
        text(all, REDIS_USERNAME, "", MEDIUM, "User at Redis; empty: the default one.");
        all.define(REDIS_PASSWORD, Type.PASSWORD, "", MEDIUM, "Password at Redis; empty when it asks for none.");
        text(
                all,
                REDIS_CA_FILE,
                "",
                MEDIUM,
                "PEM file of the authorities whose certificates are believed; empty: those of the Java that runs.");
        number(all, REDIS_TIMEOUT, 200, 1, 10_000, LOW, "How long Redis may take before Cassandra is asked instead.");
        number(
                all,
                REDIS_QUEUED,
                10_000,
                1,
                1_000_000,
                LOW,
                "Commands to Redis that wait at once; more ask Cassandra.");
        number(all, PROFILES_CACHED, 50_000, 0, 10_000_000, LOW, "Profiles kept in memory.");
        number(all, PROFILES_TTL, 5_000, 0, 3_600_000, LOW, "How long others may see a former name.");
    }

    public Duration millis(String name) {
        return Duration.ofMillis(getInt(name));
    }
}
