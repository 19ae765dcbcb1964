package io.parley.plan;

/**
 * What is made from the log: tables, cache, files.
 *
 * @param rowsPerSecond written to Cassandra once; every replica writes them
 * @param cassandraByCores nodes for the writes
 * @param cassandraByDisk nodes for the history
 * @param tableBytes of the history, replicas included
 * @param redisBytes copies included
 * @param connectCores busy in the sinks
 * @param tierBytes of {@code chat.messages} in S3
 * @param fileBytes in S3
 */
record Stores(
        double rowsPerSecond,
        int cassandraByCores,
        int cassandraByDisk,
        double tableBytes,
        double redisBytes,
        int redisNodes,
        double connectCores,
        double tierBytes,
        double fileBytes) {
    private static final double SECONDS_A_DAY = 86_400;
    private static final double RECENT = 50;
    private static final double RECENT_DAYS = 7;
    private static final double JSON_FACTOR = 1.3;

    static Stores of(Work second, Load load, Cluster cluster, Machines machines, UnitCosts costs) {
        double rows = second.cassandraWrites();
        double cores = costs.cassandra().cores(0, rows * cluster.replication);
        double usable = machines.cassandraCores * machines.targetUtilisation * (1 - machines.readShare);
        double messages = load.meanMessages() * load.retentionDays * SECONDS_A_DAY;
        double bytesEach = costs.direct().of(Work.MESSAGES).bytesEach();
        double tables = messages * bytesEach * machines.tableFactor * cluster.replication;
        double redis = redisBytes(load, bytesEach, machines.redisEntryBytes) * machines.redisReplicas;
        return new Stores(
                rows,
                (int) Math.ceil(cores / usable),
                (int) Math.ceil(tables / (machines.cassandraTb * 1e12)),
                tables,
                redis,
                (int) Math.ceil(redis / (machines.redisGb * 1e9)),
                costs.connect().cores(0, rows + second.redisWrites()),
                messages * bytesEach,
                messages * load.fileShare * load.fileKb * 1_000);
    }

    /** The newest 50 messages of chats that spoke within 7 days, unread counts, and who is connected where. */
    static double redisBytes(Load load, double messageBytes, double entryBytes) {
        double active = load.allChats() * load.activeChats;
        double said = load.meanMessages() * RECENT_DAYS * SECONDS_A_DAY / active;
        double recent = active * Math.min(RECENT, said) * messageBytes * JSON_FACTOR;
        return recent + (load.users * load.chats + load.connections()) * entryBytes;
    }

    int cassandraNodes() {
        return Math.max(cassandraByCores, cassandraByDisk);
    }
}
