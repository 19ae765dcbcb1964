package io.parley.plan;

/** How long the chats of a lost topology instance stand still. */
final class Recovery {
    private static final double MILLIS = 1_000;
    private static final double MILLIS_A_THREAD = 5;

    private Recovery() {}

    /** Threads restore side by side, and the one with most shards decides. */
    static double restoreSeconds(
            double bytesPerShard, double lostShards, double restoringThreads, double bytesPerSecondAThread) {
        return Math.ceil(lostShards / restoringThreads) * bytesPerShard / bytesPerSecondAThread;
    }

    /** Until the shards have threads again: noticed missing, then assigned. */
    static double rebalanceSeconds(Cluster cluster, double threads) {
        return (cluster.sessionTimeoutMs + cluster.rebalanceMs + MILLIS_A_THREAD * threads) / MILLIS;
    }

    /** Until nobody waits any more for what the lost one left open. */
    static double abortSeconds(Cluster cluster) {
        return (cluster.transactionTimeoutMs + cluster.abortIntervalMs) / MILLIS;
    }

    /**
     * With a warm standby: its shards go on when both are over, and it has read what it had not yet. Without one they wait
     * for the restore instead.
     */
    static double pauseSeconds(Cluster cluster, double threads, double restoreSeconds) {
        double assigned = rebalanceSeconds(cluster, threads);
        return Math.max(assigned, abortSeconds(cluster)) + (cluster.standbys > 0 ? 0 : restoreSeconds);
    }
}
