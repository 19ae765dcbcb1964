package io.parley.plan;

/**
 * The threads that decide.
 *
 * @param shards for life
 * @param threads that carry them at this rate, one an instance at least
 * @param instances that run the threads, and hold the state
 * @param cores busy
 * @param stateBytes on all of their disks, standbys included
 * @param bytesPerShard of one copy
 */
record Topologies(int shards, int threads, int instances, double cores, double stateBytes, double bytesPerShard) {
    private static final int MOST = 1 << 16;

    static Topologies of(Work second, State state, int shards, Cluster cluster, Machines machines, UnitCosts costs) {
        double cycle = cluster.cycleSeconds(costs);
        int busy = threads(second, cycle, machines.targetUtilisation, costs);
        double bytes = state.total() * machines.stateFactor * (1 + cluster.standbys);
        double byDisk = bytes / (machines.topologyDiskTb * 1e12 * machines.diskUtilisation);
        int instances = (int) Math.ceil(Math.max(busy / machines.threads, byDisk));
        int threads = Math.min(shards, Math.max(busy, instances));
        return new Topologies(
                shards, threads, instances, cores(second, threads, cycle, costs), bytes, state.total() / shards);
    }

    /** The smallest power of two that keeps each thread, which has one processor at most, below its share. */
    static int threads(Work second, double cycleSeconds, double utilisation, UnitCosts costs) {
        int threads = 1;
        while (threads < MOST && cores(second, threads, cycleSeconds, costs) > threads * utilisation) {
            threads *= 2;
        }
        return threads;
    }

    static double cores(Work second, double threads, double cycleSeconds, UnitCosts costs) {
        return costs.topology().cores(Spread.busy(second.inputs(), threads, cycleSeconds), second.outputs());
    }

    double utilisation() {
        return cores / threads;
    }

    double threadsPerInstance() {
        return (double) threads / instances;
    }

    double shardsPerInstance() {
        return (double) shards / instances;
    }
}
