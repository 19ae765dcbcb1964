package io.parley.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that more machines do not move, how near the plan is to it, and the setting that does move it.
 *
 * @param used of the bound
 */
record Limit(String what, double used, String figures, String setting) {

    /** What breaks first comes first. */
    static List<Limit> of(Plan plan, Plan.Assumed all) {
        return Stream.of(
                        offsets(plan, all),
                        restore(plan, all),
                        pause(plan, all),
                        disk(plan, all),
                        thread(plan, all),
                        partitions(plan, all),
                        markers(plan),
                        hotGroup(all),
                        redis(plan))
                .sorted(Comparator.comparingDouble(Limit::used).reversed())
                .toList();
    }

    private static Limit offsets(Plan plan, Plan.Assumed all) {
        double bound = all.machines().partitionAppends;
        double used = plan.transactions().offsetAppends();
        return new Limit(
                "every commit of talk ends in one partition of `__consumer_offsets`",
                used / bound,
                Units.count(used) + " of " + Units.count(bound) + " appends a second",
                "`talk.commit.interval.ms` up; `talk.threads` down, as far as a thread carries its shards; beyond that"
                        + " cells (ADR 14)");
    }

    private static Limit restore(Plan plan, Plan.Assumed all) {
        double seconds = restoreSeconds(plan, all);
        return new Limit(
                all.cluster().standbys > 0
                        ? "an instance that is lost with its standbys is restored from the changelogs"
                        : "a lost instance is restored from the changelogs",
                seconds / all.cluster().restoreAimS,
                Units.time(seconds) + " of " + Units.time(all.cluster().restoreAimS),
                "`talk.standbys`, which spare it; `talk.index.max` down: "
                        + Units.percent(plan.state().of("index") / plan.state().total())
                        + " of the state is the index");
    }

    /** A thread of each of the others restores; each has most shards to itself. */
    static double restoreSeconds(Plan plan, Plan.Assumed all) {
        Topologies topologies = plan.topologies();
        double others = Math.max(1, topologies.threads() - topologies.threads() / (double) topologies.instances());
        return Recovery.restoreSeconds(
                topologies.bytesPerShard(), topologies.shardsPerInstance(), others, all.cluster().restoreMbS * 1e6);
    }

    /** Edges wait as long as its chats do. */
    private static Limit pause(Plan plan, Plan.Assumed all) {
        double seconds = Recovery.pauseSeconds(all.cluster(), plan.topologies().threads(), restoreSeconds(plan, all));
        double held = plan.transactions().edgesHeldBackBy(plan.topologies().threadsPerInstance());
        return new Limit(
                "chats of a lost instance stand still, and so do edges for which it left something open",
                seconds / all.cluster().pauseAimS,
                Units.time(seconds) + " of " + Units.time(all.cluster().pauseAimS) + "; " + Units.percent(held)
                        + " of the edges",
                "`talk.transaction.timeout.ms` and the brokers'"
                        + " `transaction.abort.timed.out.transaction.cleanup.interval.ms` down; then"
                        + " `talk.session.timeout.ms`; cells, for the edges");
    }

    private static Limit disk(Plan plan, Plan.Assumed all) {
        double bytes = plan.topologies().stateBytes() / plan.topologies().instances();
        double bound = all.machines().topologyDiskTb * 1e12;
        return new Limit(
                "the state of a topology instance, standbys included, fits its disk",
                bytes / bound,
                Units.bytes(bytes) + " of " + Units.bytes(bound),
                "`talk.index.max` down; more instances");
    }

    private static Limit thread(Plan plan, Plan.Assumed all) {
        double cycle = all.cluster().cycleSeconds(all.costs());
        double shards = plan.topologies().shards();
        double used = Topologies.cores(plan.second(), shards, cycle, all.costs()) / shards;
        return new Limit(
                "a shard is decided by one thread",
                used,
                Units.percent(used) + " of a processor for each shard",
                "the shards of the cluster: fixed for life, so `--growth` before the first start");
    }

    private static Limit partitions(Plan plan, Plan.Assumed all) {
        double bound = all.machines().clusterPartitions;
        return new Limit(
                "replicas of partitions in one Kafka cluster",
                plan.brokers().partitions() / bound,
                Units.count(plan.brokers().partitions()) + " of " + Units.count(bound),
                "fewer shards; push in a cluster of its own (6 of 34 partitions a shard)");
    }

    private static Limit markers(Plan plan) {
        double used = plan.brokers().coresOfMarkers() / plan.brokers().cores();
        return new Limit(
                "markers take the brokers' processors",
                used,
                Units.percent(used) + " of what is busy, for "
                        + Units.count(plan.transactions().markers()) + " markers a second",
                "`talk.commit.interval.ms` up");
    }

    /** One chat is one shard's: what a single group of 500, all of it connected, leaves room for. */
    private static Limit hotGroup(Plan.Assumed all) {
        double used = hotGroupCores(all, 5);
        return new Limit(
                "a chat is decided by one shard: one group of 500 in which 5 messages a second are said",
                used,
                Units.percent(used) + " of a thread",
                "`limit.group.members`; rates by user");
    }

    static double hotGroupCores(Plan.Assumed all, double messagesPerSecond) {
        Work second = new Recipe(all.costs(), 1, 1).group(500, 500, 0).times(messagesPerSecond);
        return Topologies.cores(second, 1, all.cluster().cycleSeconds(all.costs()), all.costs());
    }

    private static Limit redis(Plan plan) {
        return new Limit(
                "nodes of one Redis Cluster",
                plan.stores().redisNodes() / 1_000.0,
                plan.stores().redisNodes() + " of 1,000 (its specification)",
                "`redis.recent.kept.ms`, `redis.recent.messages`");
    }
}
