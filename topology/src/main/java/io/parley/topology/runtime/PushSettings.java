package io.parley.topology.runtime;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import io.parley.topology.PushConfig;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The settings of the push application, which runs in the process of talk on threads of its own. */
final class PushSettings {
    static final String ENABLED = "push.enabled";
    static final String THREADS = "push.threads";
    static final String COMMIT_INTERVAL = "push.commit.interval.ms";
    static final String REST = "push.rest.ms";
    static final String WAIT = "push.wait.ms";
    static final String BEHIND = "push.behind.ms";
    static final String AGE = "push.age.max.ms";
    static final String RUN_INTERVAL = "push.run.interval.ms";
    static final String RUN_ROWS = "push.run.rows";
    static final String RUN_BUDGET = "push.run.budget.ms";
    static final String CACHE_ROWS = "push.cache.rows";

    private static final Duration REST_DEFAULT = Duration.ofSeconds(30);

    private PushSettings() {}

    static void define(ConfigDef definition) {
        PushConfig defaults = PushConfig.defaults();
        definition.define(
                ENABLED,
                Type.BOOLEAN,
                true,
                Importance.MEDIUM,
                "Whether this process decides pushes too, on threads of its own; some process has to.");
        number(definition, THREADS, 1, "Threads that decide pushes.");
        number(
                definition,
                COMMIT_INTERVAL,
                200,
                "Milliseconds between commits of push: nothing hot waits for it, so it costs the broker little.");
        duration(
                definition,
                REST,
                REST_DEFAULT,
                "Once more threads of push died than talk.thread.restarts lets be replaced, how long the next one waits."
                        + " Talk goes on meanwhile.");
        duration(
                definition,
                WAIT,
                defaults.patience(),
                "How long an active connection has to deliver a message before it is pushed.");
        duration(
                definition,
                BEHIND,
                defaults.behind(),
                "Push that reads records older than this decides nothing until it has caught up.");
        duration(definition, AGE, defaults.age(), "Messages older than this are never pushed.");
        duration(definition, RUN_INTERVAL, defaults.run().every(), "How often what waits is looked at.");
        number(definition, RUN_ROWS, defaults.run().rows(), "Messages that one such look decides.");
        duration(definition, RUN_BUDGET, defaults.run().budget(), "How long one such look may take.");
        number(definition, CACHE_ROWS, defaults.cacheRows(), "Decoded rows that each store of a push task keeps.");
    }

    static PushConfig config(TalkSettings settings) {
        return new PushConfig(
                TalkConfig.Storage.PERSISTENT,
                settings.duration(WAIT),
                settings.duration(BEHIND),
                settings.duration(AGE),
                new TalkConfig.Trim(
                        settings.duration(RUN_INTERVAL), settings.getInt(RUN_ROWS), settings.duration(RUN_BUDGET)),
                settings.getInt(CACHE_ROWS));
    }

    private static void number(ConfigDef definition, String name, int otherwise, String doc) {
        definition.define(name, Type.INT, otherwise, atLeast(1), Importance.LOW, doc);
    }

    private static void duration(ConfigDef definition, String name, Duration otherwise, String doc) {
        definition.define(name, Type.LONG, otherwise.toMillis(), atLeast(1), Importance.LOW, doc + " In milliseconds.");
    }
}
