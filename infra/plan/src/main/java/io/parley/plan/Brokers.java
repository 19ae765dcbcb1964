package io.parley.plan;

/**
 * The log's machines: so many for each of what can run out; the most of them counts.
 *
 * @param cores busy in all of them
 * @param bytesIn written a second, replicas included
 * @param bytesOut read a second, by replicas, topologies, standbys, sinks and edges
 * @param diskBytes held, replicas included
 * @param partitions of all topics, replicas included
 */
record Brokers(
        Need need,
        double cores,
        double coresOfMarkers,
        double bytesIn,
        double bytesOut,
        double diskBytes,
        double partitions) {

    /** Brokers for each. */
    record Need(double cores, double network, double disk, double cache, double partitions, double least) {
        int count() {
            double most = Math.max(Math.max(cores, network), Math.max(disk, Math.max(cache, partitions)));
            return (int) Math.ceil(Math.max(most, least));
        }

        String decides() {
            double most = Math.max(Math.max(cores, network), Math.max(disk, Math.max(cache, partitions)));
            if (least >= most) {
                return "replicas";
            }
            if (cores == most) {
                return "processors";
            }
            if (network == most) {
                return "network";
            }
            return disk == most ? "disk" : cache == most ? "page cache" : "partitions";
        }
    }

    static Brokers of(Work second, Transactions commits, LogBytes log, Cluster cluster, Machines machines, Cost cost) {
        double copies = 1 + (cluster.replication - 1) * machines.followerShare;
        double cores = cost.cores(commits.appends(), second.records()) * copies;
        double written = second.bytes() + commits.markers() * BenchRow.MARKER_BYTES;
        double in = written * cluster.replication;
        double out = written * (cluster.replication - 1) + log.readBytes(second, cluster.standbys);
        double disk = log.heldBytes() * cluster.replication;
        double partitions = log.partitions() * cluster.replication;
        Need need = new Need(
                cores / (machines.brokerCores * machines.targetUtilisation),
                Math.max(in, out) / machines.brokerBytesPerSecond(),
                disk / (machines.brokerDiskTb * 1e12 * machines.diskUtilisation),
                in * machines.cacheSeconds / (machines.brokerCacheGb * 1e9),
                partitions / machines.brokerPartitions,
                cluster.replication);
        return new Brokers(need, cores, cost.cores(commits.markers(), 0) * copies, in, out, disk, partitions);
    }
}
