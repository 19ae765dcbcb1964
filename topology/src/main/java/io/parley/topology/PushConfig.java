package io.parley.topology;

import java.time.Duration;

/**
 * The bounds of the push topology: what {@link PushTopology} is built from.
 *
 * @param storage where the stores live
 * @param patience how long a connection that somebody looks at has to deliver a message before it is pushed
 * @param behind a record older than this says that the task is catching up: what it is about to read may say that a
 *     message was read, so nothing is decided before
 * @param age messages older than this are never pushed
 * @param run how the punctuator spends its time on what is due
 * @param cacheRows decoded rows that each store of a task keeps at hand
 */
public record PushConfig(
        TalkConfig.Storage storage,
        Duration patience,
        Duration behind,
        Duration age,
        TalkConfig.Trim run,
        int cacheRows) {

    public static PushConfig defaults() {
        return new PushConfig(
                TalkConfig.Storage.PERSISTENT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                new TalkConfig.Trim(Duration.ofMillis(500), 2_000, Duration.ofMillis(20)),
                20_000);
    }

    public PushConfig withStorage(TalkConfig.Storage other) {
        return new PushConfig(other, patience, behind, age, run, cacheRows);
    }

    public PushConfig withRun(TalkConfig.Trim other) {
        return new PushConfig(storage, patience, behind, age, other, cacheRows);
    }
}
