package io.parley.sinks.common;

import io.parley.avro.Serdes;
import io.parley.keys.KeyLog;
import io.parley.keys.KeyRing;
import io.parley.keys.MasterKeyFile;
import io.parley.keys.Opener;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What a sink needs that must read what people wrote where it is encrypted: the master keys, and the users' keys as the log
 * has them. Without a file of master keys it reads no log, and stops at the first record that is encrypted.
 */
public final class SinkContents implements AutoCloseable {
    public static final String BOOTSTRAP = "content.bootstrap.servers";

    /** Settings of the consumer that reads the users' keys stand behind this. */
    public static final String CONSUMER_PREFIX = "content.consumer.";

    private static final long PATIENCE_MS = 5_000;
    private static final long LOOK_MS = 100;

    private final Opener opener;
    private final KeyRing ring;
    private final boolean hasKeys;
    private final long patienceMs;
    private final AutoCloseable source;

    private SinkContents(KeyRing ring, Opener.Masters masters, boolean hasKeys, long patienceMs, AutoCloseable source) {
        this.opener = new Opener(ring, masters);
        this.ring = ring;
        this.hasKeys = hasKeys;
        this.patienceMs = patienceMs;
        this.source = source;
    }

    /** Of a sink without keys. */
    public static SinkContents none() {
        return of(new KeyRing(), () -> null, false);
    }

    /** Of keys that come from elsewhere. */
    public static SinkContents of(KeyRing ring, Opener.Masters masters, boolean hasKeys) {
        return of(ring, masters, hasKeys, PATIENCE_MS);
    }

    /** @param patienceMs how long a key that is to come is waited for */
    public static SinkContents of(KeyRing ring, Opener.Masters masters, boolean hasKeys, long patienceMs) {
        return new SinkContents(ring, masters, hasKeys, patienceMs, () -> {});
    }

    /** Adds these settings to those of a sink. */
    public static ConfigDef define(ConfigDef definition) {
        return MasterKeyFile.define(definition)
                .define(
                        BOOTSTRAP,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "The log that the users' keys are read from; needed with " + MasterKeyFile.FILE
                                + ". What else that consumer needs, like TLS, stands behind " + CONSUMER_PREFIX);
    }

    /** What is wrong with settings that are each right: setting to complaint. */
    public static Map<String, String> complaints(Map<String, String> given) {
        boolean half = !given.getOrDefault(MasterKeyFile.FILE, "").isEmpty()
                && given.getOrDefault(BOOTSTRAP, "").isBlank();
        return half ? Map.of(BOOTSTRAP, "must be set: the users' keys are read from the log") : Map.of();
    }

    static SinkContents open(AbstractConfig settings, Serdes serdes) {
        if (settings.getString(MasterKeyFile.FILE).isEmpty()) {
            return none();
        }
        Map<String, Object> consumer = new HashMap<>(settings.originalsWithPrefix(CONSUMER_PREFIX));
        consumer.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.getString(BOOTSTRAP));
        consumer.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "sink-user-keys");
        MasterKeyFile masters = MasterKeyFile.open(settings);
        KeyRing ring = new KeyRing();
        KeyLog log = new KeyLog(consumer, serdes, ring, user -> {});
        log.start();
        return new SinkContents(ring, masters, true, PATIENCE_MS, () -> {
            log.close();
            masters.close();
        });
    }

    /** What opens with these keys; one that has not been heard of yet is waited for a little, and then the batch comes again. */
    public Opener openerOf(Set<String> keys) {
        if (!keys.isEmpty() && !hasKeys) {
            throw new ConnectException("content is encrypted: " + MasterKeyFile.FILE
                    + " must name the master keys, so that it can be read");
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        try {
            while (!areDecided(keys) && System.nanoTime() < deadline) {
                ring.awaitNews(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!areDecided(keys)) {
            throw new UnavailableException(
                    "the keys " + keys + " have not been heard of", new IllegalStateException("no such key yet"));
        }
        return opener;
    }

    private boolean areDecided(Set<String> keys) {
        return keys.stream().allMatch(opener::isDecided);
    }

    @Override
    public void close() throws Exception {
        source.close();
    }
}
