package io.parley.topology;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The bounds of the talk topology: what {@link TalkTopology} is built from. {@link #defaults()} are those of production;
 * a test takes smaller ones to reach them.
 *
 * @param storage where the stores live
 * @param members members of a group, the caller included
 * @param spans spans of membership kept of one user in one chat; the oldest are dropped
 * @param index messages of a chat that can be changed and counted without asking the tables
 * @param trimStep rows by which the index of a chat and the stream of a user may exceed their bounds before they are
 *     trimmed, so that trimming is amortised
 * @param dedup how long a repeated {@code client_msg_id} gets the first one's result
 * @param reactions reactions of one message, all emoji together
 * @param kept what is kept of a user's events for replay
 * @param sessions open connections of one user; the oldest makes room
 * @param replayBytes bytes of events in one record of a replay
 * @param trim how the punctuators spend their time
 * @param receipts how often senders in groups are told how far their messages are
 * @param cacheRows decoded rows that each store of a task keeps at hand
 * @param devices devices of one user that are pushed to; the first registered makes room
 * @param commits how soon what is decided is committed
 */
public record TalkConfig(
        Storage storage,
        int members,
        int spans,
        int index,
        int trimStep,
        Duration dedup,
        int reactions,
        Kept kept,
        int sessions,
        int replayBytes,
        Trim trim,
        Receipts receipts,
        int cacheRows,
        int devices,
        Commits commits) {

    /**
     * How soon what is decided is committed.
     *
     * @param every at least so much lies between two commits of a thread that keeps up
     * @param behind at most so much lies between two commits; a thread that decides on records older than this keeps to it
     */
    public record Commits(Duration every, Duration behind) {}

    /** Where the stores live. Memory is for tests: a restart then can't fence what its forerunner left open. */
    public enum Storage {
        PERSISTENT,
        MEMORY
    }

    /**
     * What is kept of one user's events. The bytes are fewer than a socket may owe, so that a replay always fits.
     *
     * @param events newest events
     * @param bytes of their payloads
     * @param age how old the oldest may be
     * @param slack how much longer payloads stay than what refers to them
     */
    public record Kept(int events, long bytes, Duration age, Duration slack) {}

    /**
     * How the punctuators trim what is too old.
     *
     * @param every how often they run
     * @param rows that one run looks at for each store
     * @param budget after which a run stops and goes on the next time
     */
    public record Trim(Duration every, int rows, Duration budget) {}

    /**
     * How senders in groups are told of receipts. What waits for a round is looked for four times an interval.
     *
     * @param interval at least so much lies between two rounds of one group: 400 ms are at most three in a second
     * @param senders that one round looks at; the next round goes on with the others
     */
    public record Receipts(Duration interval, int senders) {
        private static final int LOOKS = 4;

        public Duration every() {
            return Duration.ofMillis(Math.max(1, interval.toMillis() / LOOKS));
        }
    }

    public static TalkConfig defaults() {
        return new Changes().made();
    }

    /** These bounds with some of them changed: {@code defaults().with(bounds -> bounds.members = 7)}. */
    public TalkConfig with(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return changes.made();
    }

    /** Bounds by name while they are being made; those of production at first. Lives as long as one {@link #with}. */
    public static final class Changes {
        public Storage storage = Storage.PERSISTENT;
        public int members = 500;
        public int spans = 64;
        public int index = 10_000;
        public int trimStep = 100;
        public Duration dedup = Duration.ofHours(24);
        public int reactions = 1_000;
        public Kept kept = new Kept(2_000, 1 << 20, Duration.ofHours(48), Duration.ofHours(1));
        public int sessions = 100;
        public int replayBytes = 256 << 10;
        public Trim trim = new Trim(Duration.ofSeconds(1), 2_000, Duration.ofMillis(5));
        public Receipts receipts = new Receipts(Duration.ofMillis(400), 100);
        public int cacheRows = 20_000;
        public int devices = 20;
        public Commits commits = new Commits(Duration.ofMillis(10), Duration.ofMillis(40));

        private Changes() {}

        private Changes(TalkConfig from) {
            storage = from.storage;
            members = from.members;
            spans = from.spans;
            index = from.index;
            trimStep = from.trimStep;
            dedup = from.dedup;
            reactions = from.reactions;
            kept = from.kept;
            sessions = from.sessions;
            replayBytes = from.replayBytes;
            trim = from.trim;
            receipts = from.receipts;
            cacheRows = from.cacheRows;
            devices = from.devices;
            commits = from.commits;
        }

        private TalkConfig made() {
            return new TalkConfig(
                    storage,
                    members,
                    spans,
                    index,
                    trimStep,
                    dedup,
                    reactions,
                    kept,
                    sessions,
                    replayBytes,
                    trim,
                    receipts,
                    cacheRows,
                    devices,
                    commits);
        }
    }
}
