package io.parley.local.tail;

import io.parley.avro.RegistrySettings;
import io.parley.avro.Serdes;
import io.parley.keys.KeyLog;
import io.parley.keys.KeyRing;
import io.parley.keys.KeyUnavailableException;
import io.parley.keys.MasterKeyFile;
import io.parley.keys.MasterKeys;
import io.parley.keys.Opener;
import io.parley.keys.RecordOpener;
import io.parley.keys.RecordOpener.Unopened;
import io.parley.local.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;

/** Opens the words of records that a command shows, with the users' keys as the log has them. */
public final class Decryption implements AutoCloseable {
    private static final long LOOK_MS = 100;
    private static final Duration ALL_KEYS = Duration.ofSeconds(60);
    private static final Duration ONE_KEY = Duration.ofSeconds(5);

    private final KeyRing ring = new KeyRing();
    private final KeyLog log;
    private final RecordOpener opener;

    private Decryption(String kafka, String registry, MasterKeys masters) {
        this.opener = new RecordOpener(new Opener(ring, () -> masters));
        this.log = new KeyLog(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG,
                        false),
                Serdes.registry(Map.of(RegistrySettings.URL, registry)),
                ring,
                user -> {});
    }

    /** Returns when all keys of the log are at hand. */
    public static Decryption open(String kafka, String registry, Path masterKeys) throws InterruptedException {
        MasterKeys masters;
        try {
            masters = MasterKeyFile.read(masterKeys);
        } catch (ConfigException e) {
            throw new Trouble(e.getMessage() + ".", "It is the file that the edges have: docs/erasure.md.");
        }
        Decryption made = new Decryption(kafka, registry, masters);
        made.log.start();
        long deadline = System.nanoTime() + ALL_KEYS.toNanos();
        while (!made.ring.isKnown() && System.nanoTime() < deadline) {
            made.ring.awaitNews(LOOK_MS);
        }
        if (!made.ring.isKnown()) {
            made.close();
            throw new Trouble("The users' keys cannot be read.", "`./parley status` shows whether the log is there.");
        }
        return made;
    }

    /** In place. A key that is on its way is waited for; one that does not come ends the command: nothing is shown empty. */
    public Unopened open(GenericRecord record) throws InterruptedException {
        long deadline = System.nanoTime() + ONE_KEY.toNanos();
        while (true) {
            try {
                return opener.open(record);
            } catch (KeyUnavailableException e) {
                if (System.nanoTime() >= deadline) {
                    throw new Trouble(
                            "A record cannot be opened: " + e.getMessage() + ".",
                            "Name a file with the master key that wrapped it, or leave --decrypt out.");
                }
                ring.awaitNews(LOOK_MS);
            }
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
