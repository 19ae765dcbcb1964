package io.parley.plan;

import picocli.CommandLine.Option;

/** What one machine of each kind has, and how much of it may be used. */
final class Machines {
    private static final double GIGABIT_BYTES = 125e6;

    @Option(
            names = "--target-utilisation",
            description = "Share of processors and network that may be busy at the peak.")
    double targetUtilisation = 0.6;

    @Option(names = "--disk-utilisation", description = "Share of a disk that may be full.")
    double diskUtilisation = 0.7;

    @Option(names = "--broker-cores", description = "Processors of a broker.")
    double brokerCores = 16;

    @Option(names = "--broker-disk-tb", description = "Disk of a broker.")
    double brokerDiskTb = 8;

    @Option(names = "--broker-gbit", description = "Network of a broker, each way.")
    double brokerGbit = 10;

    @Option(names = "--broker-cache-gb", description = "Memory of a broker that is left for the page cache.")
    double brokerCacheGb = 48;

    @Option(names = "--cache-seconds", description = "How far a reader may be behind and still be served from memory.")
    double cacheSeconds = 120;

    @Option(names = "--broker-partitions", description = "Replicas of partitions on a broker (KIP-578: 4,000).")
    double brokerPartitions = 4_000;

    @Option(names = "--cluster-partitions", description = "Replicas of partitions of a cluster (KIP-578: 200,000).")
    double clusterPartitions = 200_000;

    @Option(
            names = "--follower-share",
            description = "What a follower costs its broker of what the leader costs; assumed.")
    double followerShare = 0.5;

    @Option(
            names = "--partition-appends",
            description = "Appends a second that one replicated partition takes, each in turn under its lock; assumed.")
    double partitionAppends = 10_000;

    @Option(names = "--threads", description = "talk.threads: threads of a topology instance.")
    double threads = 8;

    @Option(names = "--topology-disk-tb", description = "Disk of a topology instance.")
    double topologyDiskTb = 4;

    @Option(names = "--edge-cores", description = "Processors of an edge.")
    double edgeCores = 8;

    @Option(names = "--edge-connections", description = "edge.max.connections")
    double edgeConnections = 50_000;

    @Option(
            names = "--connection-kib",
            description =
                    "Memory of a connection. Measured: 7.6 KiB resident (ADR 10); the rest is the kernel's, assumed.")
    double connectionKib = 24;

    @Option(names = "--heartbeat-s", description = "Every connection says something so often (edge.heartbeat.ms).")
    double heartbeatSeconds = 30;

    @Option(names = "--cassandra-cores", description = "Processors of a Cassandra node (DataStax: 16 for production).")
    double cassandraCores = 16;

    @Option(names = "--cassandra-tb", description = "Data of a Cassandra node (DataStax: up to 2 TB).")
    double cassandraTb = 2;

    @Option(names = "--read-share", description = "Share of Cassandra's processors kept for reads; not measured.")
    double readShare = 0.3;

    @Option(
            names = "--table-factor",
            description =
                    "Bytes in the tables for one in chat.messages: the row, its words and their index, compressed;"
                            + " assumed.")
    double tableFactor = 1.2;

    @Option(names = "--redis-gb", description = "Memory of a Redis node that may be filled.")
    double redisGb = 48;

    @Option(names = "--redis-replicas", description = "Copies of what is in Redis, the first included.")
    double redisReplicas = 2;

    @Option(
            names = "--redis-entry-bytes",
            description = "A chat's unread count in a user's hash, or a connection; assumed.")
    double redisEntryBytes = 120;

    @Option(names = "--state-factor", description = "Bytes on disk for one of state, compaction included; assumed.")
    double stateFactor = 1.3;

    double brokerBytesPerSecond() {
        return brokerGbit * GIGABIT_BYTES * targetUtilisation;
    }
}
