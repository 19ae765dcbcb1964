package io.parley.plan;

/**
 * The machines for a rate. Processors, network and commits are those of its busiest second; what is kept comes from the
 * mean rate, whatever the rate planned for.
 */
record Plan(
        double messagesPerSecond,
        Work second,
        Transactions transactions,
        State state,
        Topologies topologies,
        Edges edges,
        Brokers brokers,
        Brokers brokersByAppends,
        Stores stores) {
    private static final int MOST_SHARDS = 1 << 16;

    /** All that is assumed, and what was measured. */
    record Assumed(Load load, Cluster cluster, Machines machines, UnitCosts costs) {
        Assumed with(Cluster changed) {
            return new Assumed(load, changed, machines, costs);
        }
    }

    static Plan of(Assumed all, double messagesPerSecond) {
        int shards = shards(all);
        Edges edges = edges(all, messagesPerSecond, shards);
        Recipe recipe = new Recipe(all.costs, shards, edges.count());
        Work second = all.load.work(recipe, messagesPerSecond);
        State state = State.of(all.load, all.cluster, recipe);
        Topologies topologies = Topologies.of(second, state, shards, all.cluster, all.machines, all.costs);
        Transactions transactions = transactions(all, second, topologies, edges.count());
        Work mean = all.load.work(recipe, all.load.meanMessages());
        double marks = all.load.users
                * all.load.chats
                * all.costs.direct().of(Work.MARKS).bytesEach();
        LogBytes log = LogBytes.of(mean, state, marks, all.cluster, shards, edges.count());
        return new Plan(
                messagesPerSecond,
                second,
                transactions,
                state,
                topologies,
                edges,
                Brokers.of(second, transactions, log, all.cluster, all.machines, all.costs.broker()),
                Brokers.of(second, transactions, log, all.cluster, all.machines, all.costs.brokerByAppends()),
                Stores.of(second, all.load, all.cluster, all.machines, all.costs));
    }

    static Transactions transactions(Assumed all, Work second, Topologies topologies, int slots) {
        return Transactions.of(
                second,
                new Transactions.Writers(
                        topologies.shards(), topologies.threads(), topologies.instances(), slots, all.cluster.cells),
                all.cluster.cycleSeconds(all.costs),
                all.cluster.lingerMs / 1_000,
                all.costs);
    }

    /** Fixed for life, so for the peak after growth, and for the state; a shard never has more than one thread. */
    static int shards(Assumed all) {
        if (all.cluster.shards > 0) {
            return all.cluster.shards;
        }
        double rate = all.load.peakMessages() * all.load.growth;
        int slots = Edges.byConnections(all.load, all.machines);
        double state =
                State.of(all.load, all.cluster, new Recipe(all.costs, 1, slots)).total();
        int shards = 1;
        while (shards < MOST_SHARDS
                && (state / shards > all.cluster.shardGb * 1e9 || threads(all, rate, shards, slots) > shards)) {
            shards *= 2;
        }
        return shards;
    }

    private static int threads(Assumed all, double rate, int shards, int slots) {
        Work second = all.load.work(new Recipe(all.costs, shards, slots), rate);
        return Topologies.threads(
                second, all.cluster.cycleSeconds(all.costs), all.machines.targetUtilisation, all.costs);
    }

    /** More edges make more records for them to read, but hardly: the second look is close enough. */
    private static Edges edges(Assumed all, double rate, int shards) {
        int slots = Edges.byConnections(all.load, all.machines);
        Work first = all.load.work(new Recipe(all.costs, shards, slots), rate);
        int count = Edges.of(first, all.load, all.machines, all.costs).count();
        Work second = all.load.work(new Recipe(all.costs, shards, count), rate);
        return Edges.of(second, all.load, all.machines, all.costs);
    }
}
