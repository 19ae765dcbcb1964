package io.parley.plan;

import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How the cluster is set. A default that is a setting of Parley is that setting's own default. */
final class Cluster {
    @Option(
            names = "--shards",
            description = "Partitions of the talk topics, a power of two; 0: what --growth and --shard-gb ask for.")
    int shards = 0;

    @Option(
            names = "--shard-gb",
            description =
                    "State that a shard may have, in GB: it is copied as a whole when it moves, and restored by one"
                            + " thread.")
    double shardGb = 100;

    @Option(names = "--commit-interval-ms", description = "talk.commit.interval.ms")
    double commitIntervalMs = 10;

    @Option(
            names = "--commit-ms",
            description =
                    "How long a commit takes beyond that; negative: as measured on one machine. Brokers in three zones"
                            + " take longer.")
    double commitMs = -1;

    @Option(names = "--linger-ms", description = "kafka.producer.linger.ms of the edges")
    double lingerMs = 5;

    @Option(names = "--replication", description = "Replicas of every topic and table.")
    int replication = 3;

    @Option(names = "--standbys", description = "talk.standbys")
    int standbys = 1;

    @Option(
            names = "--cells",
            description =
                    "Cells: each an application of talk for a part of the shards, with edges that no other writes to"
                            + " (ADR 14). 1, as it is built: every shard writes to every slot.")
    int cells = 1;

    @Option(names = "--index", description = "talk.index.max: newest messages of a chat that talk keeps an entry of")
    double index = 10_000;

    @Option(names = "--kept-hours", description = "talk.kept.age.ms, in hours")
    double keptHours = 48;

    @Option(names = "--dedup-hours", description = "talk.dedup.ms, in hours")
    double dedupHours = 24;

    @Option(names = "--log-days", description = "Retention of chat.raw and user.*, in days (topics.yaml)")
    double logDays = 7;

    @Option(names = "--local-days", description = "Days of chat.messages on the brokers; the rest is tiered to S3.")
    double localDays = 7;

    @Option(names = "--session-timeout-ms", description = "talk.session.timeout.ms")
    double sessionTimeoutMs = 10_000;

    @Option(names = "--transaction-timeout-ms", description = "talk.transaction.timeout.ms")
    double transactionTimeoutMs = 15_000;

    @Option(
            names = "--abort-interval-ms",
            description = "How often the broker looks for transactions to abort"
                    + " (transaction.abort.timed.out.transaction.cleanup.interval.ms, Kafka's default)")
    double abortIntervalMs = 10_000;

    @Option(
            names = "--rebalance-ms",
            description = "Finding a new assignment, and 5 ms for each thread; assumed: classic protocol, one leader.")
    double rebalanceMs = 3_000;

    @Option(
            names = "--restore-mb-s",
            description =
                    "Bytes in millions that one thread restores in a second. Measured: 19.4 for each processor second of"
                            + " RocksDB as Streams feeds it (10 million rows of 102 bytes in any order, compaction included); reading"
                            + " from the broker comes on top.")
    double restoreMbS = 19;

    @Option(names = "--restore-aim-s", description = "How long a lost shard may take without a standby.")
    double restoreAimS = 600;

    @Option(names = "--pause-aim-s", description = "How long chats may stand still when an instance is lost.")
    double pauseAimS = 10;

    double cycleSeconds(UnitCosts costs) {
        double commit = commitMs < 0 ? costs.commitSeconds() : commitMs / 1_000;
        return commitIntervalMs / 1_000 + commit;
    }

    /** The same with something changed. */
    Cluster with(Consumer<Cluster> change) {
        Cluster other = new Cluster();
        other.shards = shards;
        other.shardGb = shardGb;
        other.commitIntervalMs = commitIntervalMs;
        other.commitMs = commitMs;
        other.lingerMs = lingerMs;
        other.replication = replication;
        other.standbys = standbys;
        other.cells = cells;
        other.index = index;
        other.keptHours = keptHours;
        other.dedupHours = dedupHours;
        other.logDays = logDays;
        other.localDays = localDays;
        other.sessionTimeoutMs = sessionTimeoutMs;
        other.transactionTimeoutMs = transactionTimeoutMs;
        other.abortIntervalMs = abortIntervalMs;
        other.rebalanceMs = rebalanceMs;
        other.restoreMbS = restoreMbS;
        other.restoreAimS = restoreAimS;
        other.pauseAimS = pauseAimS;
        change.accept(other);
        return other;
    }
}
