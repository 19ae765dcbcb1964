package io.parley.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * When the shards of a thread commit, all together. What is decided is told by the next commit, so that is asked for soon.
 * But a commit makes its thread wait for the broker, and meanwhile nothing is decided. So a thread that is through with what
 * came during the last commit asks for the next one after the short interval, and one that still has records which waited
 * puts it off by a multiple of that; one that has fallen behind leaves commits to the longer interval of Kafka Streams,
 * decides more between two of them, and so catches up. How long a record waited is told by the broker's clock and this
 * one's: where this one is ahead, commits lie further apart, by the longer interval at most.
 */
public final class Pace {
    /** Older than this, a record had to wait for the thread; the rest is its way here. */
    private static final int WAY_MS = 3;

    /** Times that what a record waited is added to the interval. */
    private static final int PATIENCE = 6;

    private final long everyMs;
    private final long behindMs;
    private @Nullable ProcessorContext<?, ?> uncommitted;
    private long apartMs;
    private long askedAt = Long.MIN_VALUE;

    public Pace(TalkConfig.Commits commits) {
        this.everyMs = commits.every().toMillis();
        this.behindMs = commits.behind().toMillis();
    }

    /** For what comes last: nothing may follow it that would ask for its commit. */
    public void start(ProcessorContext<?, ?> context) {
        context.schedule(Duration.ofMillis(everyMs), PunctuationType.WALL_CLOCK_TIME, this::askWhenDue);
    }

    /** After a record of that time was decided. */
    public void decided(long recordTime, ProcessorContext<?, ?> context) {
        long now = context.currentSystemTimeMs();
        uncommitted = context;
        apartMs = everyMs + PATIENCE * Math.max(0, now - recordTime - WAY_MS);
        askWhenDue(now);
    }

    private void askWhenDue(long now) {
        if (uncommitted != null && apartMs <= behindMs && now - apartMs >= askedAt) {
            uncommitted.commit();
            uncommitted = null;
            askedAt = now;
        }
    }
}
