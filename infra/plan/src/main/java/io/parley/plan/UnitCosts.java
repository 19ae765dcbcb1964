package io.parley.plan;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What things cost, from the bench's rows. Every row of {@code one-to-one} and {@code group of N} counts for the
 * processors, those at capacity too; what a message is made of, and how long a commit takes, comes from the last one-to-one
 * row at a fixed rate with receipts and the largest group without: a thread at its capacity puts commits off.
 *
 * @param broker for each append of a batch or marker to a partition, and each record
 * @param brokerByAppends the same if appends cost all and records nothing
 * @param topology for each commit, and each record written
 * @param edge for each record of the log, and each frame
 * @param connect for each row or key written by a sink
 * @param cassandra for each row, on one replica
 * @param redis for each key
 * @param commitSeconds how long a commit took
 * @param coordinatorRecords that the transaction coordinator wrote for a commit
 * @param direct what a one-to-one message wrote, its {@code delivered} and {@code read} included
 * @param group what a message to a group wrote, without receipts
 * @param members of that group
 */
record UnitCosts(
        Cost broker,
        Cost brokerByAppends,
        Cost topology,
        Cost edge,
        Cost connect,
        Cost cassandra,
        Cost redis,
        double commitSeconds,
        double coordinatorRecords,
        Work direct,
        Work group,
        int members) {

    /** The bench's stacks run with {@code talk.commit.interval.ms} and {@code kafka.producer.linger.ms} as they come. */
    private static final double BENCH_COMMIT_INTERVAL_SECONDS = 0.010;

    private static final double BENCH_LINGER_SECONDS = 0.005;
    private static final ToDoubleFunction<BenchRow> NOT_AT_ALL = row -> 0;

    static UnitCosts of(List<BenchRow> rows) {
        BenchRow direct = rows.stream()
                .filter(row ->
                        row.isDirect() && !row.atCapacity() && row.written().containsKey(Work.MARKS))
                .reduce((first, next) -> next)
                .orElseThrow(() -> missing("one-to-one with receipts"));
        BenchRow group = rows.stream()
                .filter(row ->
                        row.members() > 1 && !row.atCapacity() && !row.written().containsKey(Work.MARKS))
                .max(Comparator.comparingInt(BenchRow::members))
                .orElseThrow(() -> missing("group of N without receipts"));
        return new UnitCosts(
                fit(rows, "kafka", UnitCosts::appends, row -> perSecond(row).records()),
                Cost.allFixed(new Cost.Point(appends(direct), 0, direct.cores("kafka"))),
                fit(rows, "topology", BenchRow::commitsPerSecond, row -> perSecond(row)
                        .outputs()),
                fit(rows, "edge", row -> perSecond(row).edgeRecords(), row -> perSecond(row)
                        .frames()),
                fit(
                        rows,
                        "connect",
                        NOT_AT_ALL,
                        row -> perSecond(row).cassandraWrites() + perSecond(row).redisWrites()),
                fit(rows, "cassandra", NOT_AT_ALL, row -> perSecond(row).cassandraWrites()),
                fit(rows, "redis", NOT_AT_ALL, row -> perSecond(row).redisWrites()),
                Math.max(0, 1 / direct.commitsPerSecond() - BENCH_COMMIT_INTERVAL_SECONDS),
                coordinatorRecords(direct) / direct.commitsPerMessage(),
                Work.measured(direct),
                Work.measured(group),
                group.members());
    }

    private static Work perSecond(BenchRow row) {
        return Work.measured(row).times(row.messagesPerSecond());
    }

    /**
     * Batches and markers that the one-shard stack of the bench appended in a second: of each commit one batch and one
     * marker a partition, and both for the offsets; what the coordinator kept; and raw events, a batch a linger at most.
     */
    static double appends(BenchRow row) {
        long partitions = row.written().keySet().stream()
                .filter(topic -> BenchRow.isOfTalk(topic) && row.net(topic).records() > 0)
                .count();
        double raw = row.net(Work.RAW).records() * row.messagesPerSecond();
        return 2 * (partitions + 1) * row.commitsPerSecond()
                + coordinatorRecords(row) * row.messagesPerSecond()
                + Math.min(raw, 1 / BENCH_LINGER_SECONDS);
    }

    private static double coordinatorRecords(BenchRow row) {
        return row.written()
                .getOrDefault(BenchRow.STATE_OF_TRANSACTIONS, Size.NOTHING)
                .records();
    }

    private static Cost fit(
            List<BenchRow> rows, String part, ToDoubleFunction<BenchRow> fixed, ToDoubleFunction<BenchRow> marginal) {
        return Cost.fit(rows.stream()
                .filter(row -> row.cores(part) > 0)
                .map(row -> new Cost.Point(fixed.applyAsDouble(row), marginal.applyAsDouble(row), row.cores(part)))
                .toList());
    }

    private static IllegalArgumentException missing(String workload) {
        return new IllegalArgumentException("the costs have no row of " + workload + " without violations");
    }
}
