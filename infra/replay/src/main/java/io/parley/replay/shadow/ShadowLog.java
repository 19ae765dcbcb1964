package io.parley.replay.shadow;

import io.parley.avro.Catalogue;
import io.parley.local.LocalSettings;
import io.parley.local.Stack;
import io.parley.local.Trouble;
import io.parley.local.part.Kind;
import io.parley.replay.Backlog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A log and a talk of their own, in a folder that goes again: a broker, a registry, and one process of talk without push.
 * There is no edge, no sink and no push, and no process of it is told where the living log is: nothing of what is
 * decided here can reach anybody.
 */
final class ShadowLog implements AutoCloseable {
    private static final String GROUP = "parley-talk";
    private static final String TALK = "topology-1";
    private static final String MEMORY_MIB = "1200";
    private static final int LOG_LINES = 12;

    private final Stack stack;
    private final Admin admin;

    private ShadowLog(Stack stack) {
        this.stack = stack;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()));
    }

    /** @param topology jars that stand before the built topology; empty for the built one alone */
    static ShadowLog start(Path folder, int shards, String topology) throws ExecutionException, InterruptedException {
        Stack.Builder builder = Stack.builder(folder)
                .parts(Kind.KAFKA, Kind.REGISTRY, Kind.TOPOLOGY)
                .shards(shards)
                .set(LocalSettings.MEMORY_MINIMUM, MEMORY_MIB)
                .set(LocalSettings.TOPOLOGY_PATH, topology)
                .set(LocalSettings.RESTART_ATTEMPTS, "1");
        settingsOfTalk().forEach(builder::set);
        ShadowLog log = new ShadowLog(builder.set("push.enabled", "false").start());
        try {
            log.keepTimes();
            return log;
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Talk's bounds are as the environment sets them for the living one too. */
    private static Map<String, String> settingsOfTalk() {
        Map<String, String> settings = new HashMap<>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("PARLEY_TALK_") && !name.endsWith("_STATE_DIR") && !name.endsWith("_METRICS_PORT")) {
                settings.put(
                        name.substring("PARLEY_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return settings;
    }

    /** Records keep the times that they had, because stamps and ids are made from them, and none is too old to be kept. */
    private void keepTimes() throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Catalogue.Entry topic : Catalogue.load().topics()) {
            List<AlterConfigOp> operations = new ArrayList<>();
            operations.add(new AlterConfigOp(new ConfigEntry("message.timestamp.type", "CreateTime"), OpType.SET));
            operations.add(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), OpType.SET));
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations);
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }

    String kafka() {
        return stack.kafka();
    }

    String registry() {
        return stack.registry();
    }

    /** Waits until talk has decided all that lies in these topics now. */
    void awaitDecided(Collection<String> topics) throws ExecutionException, InterruptedException {
        Backlog backlog = Backlog.of(kafka(), topics);
        long left = backlog.left(admin, GROUP);
        long leftBefore = left;
        long movedAt = System.nanoTime();
        while (left > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
            left = backlog.left(admin, GROUP);
            movedAt = left < leftBefore ? System.nanoTime() : movedAt;
            leftBefore = left;
            if (System.nanoTime() - movedAt > TimeUnit.MINUTES.toNanos(2)) {
                throw new Trouble(
                        "Talk has decided nothing for two minutes, with " + left + " records before it.",
                        "The last of what it says is above; a jar that is no topology of this log stops so.",
                        lastLines());
            }
        }
    }

    private List<String> lastLines() {
        try {
            List<String> all = java.nio.file.Files.readAllLines(
                    stack.folder().resolve("logs").resolve(TALK + ".log"));
            return all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
        } catch (java.io.IOException e) {
            return List.of(e.toString());
        }
    }

    @Override
    public void close() {
        admin.close();
        stack.close();
    }
}
