package io.parley.plan;

/**
 * What exactly-once costs the brokers in a second. A thread commits all of its shards in one transaction; at each commit
 * every partition that was written gets a marker, and one partition of {@code __consumer_offsets}, that of the application,
 * gets the offsets of every commit of every thread.
 *
 * @param commits of talk
 * @param ownMarkers in partitions that a shard alone writes
 * @param inboxMarkers in the other shards' inboxes
 * @param slotMarkers in the edges' slots
 * @param pushMarkers of the push application, which commits seldom
 * @param coordinatorRecords that transaction coordinators keep
 * @param rawBatches that edges write outside of transactions
 * @param slots that deliveries go to
 * @param cells of threads and slots; each is an application of its own
 * @param cycleSeconds from a commit to the next of a busy thread
 */
record Transactions(
        double commits,
        double ownMarkers,
        double inboxMarkers,
        double slotMarkers,
        double pushMarkers,
        double coordinatorRecords,
        double rawBatches,
        double slots,
        double cells,
        double cycleSeconds) {

    private static final double PUSH_COMMIT_SECONDS = 0.2;

    /** Who writes: shards on threads on instances, to so many slots in so many cells. */
    record Writers(double shards, double threads, double instances, double slots, double cells) {}

    static Transactions of(Work second, Writers who, double cycleSeconds, double lingerSeconds, UnitCosts costs) {
        double own = second.topics().entrySet().stream()
                .filter(topic -> isOwn(topic.getKey()))
                .mapToDouble(topic -> Spread.busy(topic.getValue().records(), who.shards, cycleSeconds))
                .sum();
        double commits = Spread.busy(second.inputs(), who.threads, cycleSeconds);
        return new Transactions(
                commits,
                own,
                Spread.busy(second.records(Work.INBOX), who.threads * who.shards, cycleSeconds),
                Spread.busy(second.records(Work.DELIVERY), who.threads * who.slots / who.cells, cycleSeconds),
                Spread.busy(second.records(Work.PUSH_MARKS), who.instances * who.shards, PUSH_COMMIT_SECONDS),
                commits * costs.coordinatorRecords(),
                Spread.busy(second.records(Work.RAW), who.slots * who.shards, lingerSeconds),
                who.slots,
                who.cells,
                cycleSeconds);
    }

    private static boolean isOwn(String topic) {
        return BenchRow.isOfTalk(topic) && !topic.equals(Work.INBOX) && !topic.equals(Work.DELIVERY);
    }

    /** Each offset commit has its marker as well. */
    double markers() {
        return ownMarkers + inboxMarkers + slotMarkers + pushMarkers + commits;
    }

    /** Batches and markers. */
    double appends() {
        return 2 * markers() + coordinatorRecords + rawBatches;
    }

    double partitionsPerCommit() {
        return commits == 0 ? 0 : (ownMarkers + inboxMarkers + slotMarkers) / commits + 1;
    }

    double slotsPerCommit() {
        return commits == 0 ? 0 : slotMarkers / commits;
    }

    /** The offsets and the marker of every commit of an application, in one partition on one broker. */
    double offsetAppends() {
        return 2 * commits / cells;
    }

    /**
     * Share of all edges that hear nothing until what some threads left open is aborted: those to whose slots they had
     * written. As a mean over the whole cycle it is half of what a commit writes to.
     */
    double edgesHeldBackBy(double threads) {
        return slots == 0 ? 0 : Spread.distinct(slots / cells, threads * slotsPerCommit() / 2) / slots;
    }

    /** Transactions that are open in one slot at a time. */
    double openInASlot() {
        return slots == 0 ? 0 : slotMarkers / slots * cycleSeconds;
    }

    /**
     * How long a delivery waits until its edge may read it, on average: a reader stops at the oldest open transaction of
     * its partition, and the last of n + 1 that end at any time within a cycle ends after (n + 1) / (n + 2) of it.
     */
    double visibleSeconds() {
        return cycleSeconds * (openInASlot() + 1) / (openInASlot() + 2);
    }

    /** Markers a second if every thread wrote to so many partitions at every interval: what can't be exceeded. */
    static double atMost(double threads, double intervalSeconds, double partitions) {
        return threads / intervalSeconds * partitions;
    }
}
