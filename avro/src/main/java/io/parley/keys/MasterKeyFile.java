package io.parley.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master keys of a file, read again by a thread of its own, so that one follows another while parts run. A file that
 * has become unfit changes nothing. Without a file there are none.
 */
public final class MasterKeyFile implements Opener.Masters, AutoCloseable {
    public static final String FILE = "content.keys.file";
    public static final String REFRESH = "content.keys.refresh.ms";

    private static final Logger LOG = LoggerFactory.getLogger(MasterKeyFile.class);
    private static final int HOUR_MS = 3_600_000;

    private final @Nullable Path file;
    private final @Nullable ScheduledExecutorService thread;
    private volatile @Nullable MasterKeys keys;

    private MasterKeyFile(@Nullable Path file, Duration refresh) {
        this.file = file;
        this.keys = file == null ? null : read(file);
        this.thread = file == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread made = new Thread(task, "master-keys");
                    made.setDaemon(true);
                    return made;
                });
        if (thread != null) {
            var unused = thread.scheduleWithFixedDelay(
                    this::readAgain, refresh.toMillis(), refresh.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Adds these settings to those of a part. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        FILE,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "The master keys that wrap the keys by which what people write is encrypted: a file of 1 to "
                                + MasterKeys.AT_MOST
                                + " lines ID:KEY, with a name of 1 to 32 characters and base64 of 32 "
                                + "random bytes. The first one wraps, all unwrap: keep those that wrapped any key. Read "
                                + "again while the part runs. Empty: content that is encrypted cannot be read here.")
                .define(
                        REFRESH,
                        Type.INT,
                        10_000,
                        ConfigDef.Range.between(10, HOUR_MS),
                        Importance.LOW,
                        "How often that file is read again; one that has become unfit changes nothing.");
    }

    public static MasterKeyFile open(AbstractConfig settings) {
        String file = settings.getString(FILE);
        return new MasterKeyFile(file.isEmpty() ? null : Path.of(file), Duration.ofMillis(settings.getInt(REFRESH)));
    }

    /** Once, for who does not go on; throws {@link ConfigException} with what is wrong with the file. */
    public static MasterKeys read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new ConfigException(FILE + " names " + file + ", which cannot be read: " + e.getMessage());
        }
        return MasterKeys.parse(lines, FILE);
    }

    void readAgain() {
        try {
            MasterKeys before = keys;
            if (file != null && before != null) {
                MasterKeys now = read(file);
                if (!now.areThoseOf(before)) {
                    keys = now;
                    LOG.info("The master keys have changed: {}, the first one wraps", now.ids());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The master keys could not be read again, the last ones go on: {}", e.getMessage());
        }
    }

    @Override
    public @Nullable MasterKeys now() {
        return keys;
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
