package io.parley.sinks.redis;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.sinks.common.SinkSettings;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** Every setting of the Redis sink. Times are milliseconds. */
public final class RedisSinkSettings {
    public static final String URI = "redis.uri";
    public static final String CLUSTER = "redis.cluster";
    public static final String USERNAME = "redis.username";
    public static final String PASSWORD = "redis.password";
    public static final String CA_FILE = "redis.tls.ca.file";
    public static final String TIMEOUT = "redis.timeout.ms";
    public static final String INFLIGHT = "redis.inflight";
    public static final String RECENT_MESSAGES = "redis.recent.messages";
    public static final String RECENT_KEPT = "redis.recent.kept.ms";

    static final List<Topic<?>> TOPICS = List.of(Topics.CHAT_MESSAGES, Topics.USER_CHANGES);

    /** Writes of one key in one script call: a script holds up everybody else. */
    private static final int WRITES_PER_CALL = 50;

    private RedisSinkSettings() {}

    public static ConfigDef definition() {
        ConfigDef all = SinkSettings.define(new ConfigDef());
        all.define(
                URI,
                Type.STRING,
                NO_DEFAULT_VALUE,
                (name, value) -> uri(name, String.valueOf(value)),
                Importance.HIGH,
                "redis://HOST:PORT[/DATABASE], or rediss:// for TLS. Credentials have settings of their own.");
        all.define(
                CLUSTER, Type.BOOLEAN, false, Importance.MEDIUM, "Whether " + URI + " is a node of a Redis Cluster.");
        all.define(USERNAME, Type.STRING, "", Importance.MEDIUM, "User; empty for the default one.");
        all.define(PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "Password; empty when Redis asks for none.");
        all.define(
                CA_FILE,
                Type.STRING,
                "",
                Importance.MEDIUM,
                "PEM file of the authorities whose certificates are believed; empty: those of the worker's Java.");
        all.define(
                TIMEOUT,
                Type.INT,
                2_000,
                between(1, 600_000),
                Importance.LOW,
                "How long one call may take before the batch is tried again.");
        all.define(
                INFLIGHT, Type.INT, 256, between(1, 10_000), Importance.LOW, "Calls pipelined at once by each task.");
        defineRecent(all);
        return all;
    }

    private static void defineRecent(ConfigDef all) {
        all.define(
                RECENT_MESSAGES, Type.INT, 50, between(1, 1_000), Importance.MEDIUM, "Newest messages kept of a chat.");
        all.define(
                RECENT_KEPT,
                Type.LONG,
                Duration.ofDays(7).toMillis(),
                between(1_000, Duration.ofDays(365).toMillis()),
                Importance.MEDIUM,
                "A chat in which nothing was said for this long is dropped from Redis; the tables still hold it.");
    }

    static RedisStore store(AbstractConfig settings) {
        RedisURI uri = uri(URI, settings.getString(URI));
        String password = settings.getPassword(PASSWORD).value();
        if (!password.isEmpty()) {
            String user = settings.getString(USERNAME);
            uri.setCredentialsProvider(
                    RedisCredentialsProvider.from(() -> RedisCredentials.just(user.isEmpty() ? null : user, password)));
        }
        Duration timeout = Duration.ofMillis(settings.getInt(TIMEOUT));
        uri.setTimeout(timeout);
        String ca = settings.getString(CA_FILE);
        boolean cluster = settings.getBoolean(CLUSTER);
        Calls calls = new Calls(settings.getInt(RECENT_MESSAGES), settings.getLong(RECENT_KEPT), WRITES_PER_CALL);
        return new RedisStore(
                () -> LettuceConnection.open(uri, cluster, timeout, ca), calls, settings.getInt(INFLIGHT));
    }

    private static RedisURI uri(String name, String text) {
        try {
            return RedisURI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, text, "is no redis://HOST:PORT: " + e.getMessage());
        }
    }
}
