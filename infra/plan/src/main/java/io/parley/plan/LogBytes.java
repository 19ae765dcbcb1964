package io.parley.plan;

import java.util.Map;

/**
 * What the log holds and who reads it, as topics.yaml and the stores say; one replica.
 *
 * @param heldBytes at the mean rate, for as long as each topic keeps it
 * @param partitions of all topics
 */
record LogBytes(double heldBytes, double partitions) {
    /** Topics of topics.yaml that have a partition a shard. */
    static final int TOPICS_A_SHARD = 15;
    /** Stores of talk and of push that have a changelog, a partition a shard each. */
    static final int STORES_A_SHARD = 25;

    /** {@code __consumer_offsets} and {@code __transaction_state} as Kafka makes them, leases and dead letters. */
    private static final int OTHER_PARTITIONS = 103;

    /** How often a topic is read; a changelog by each standby, all others once. */
    private static final Map<String, Integer> READERS = Map.of(Work.MESSAGES, 2, Work.MARKS, 2, Work.CHANGES, 3);

    private static final double SECONDS_A_DAY = 86_400;
    /** A compacted topic holds what is not cleaned yet as well (min.cleanable.dirty.ratio 0.3). */
    private static final double UNCLEANED = 1 / 0.7;

    static LogBytes of(Work meanSecond, State state, double marksBytes, Cluster cluster, int shards, int slots) {
        double held = state.total() * UNCLEANED + marksBytes * UNCLEANED;
        held += meanSecond.of(Work.MESSAGES).bytes() * cluster.localDays * SECONDS_A_DAY;
        for (String topic : new String[] {Work.RAW, Work.INBOX, Work.CHANGES}) {
            held += meanSecond.of(topic).bytes() * cluster.logDays * SECONDS_A_DAY;
        }
        held += meanSecond.of(Work.PUSH_MARKS).bytes() * SECONDS_A_DAY;
        held += meanSecond.of(Work.DELIVERY).bytes() * SECONDS_A_DAY / 24;
        return new LogBytes(held, (TOPICS_A_SHARD + STORES_A_SHARD) * (double) shards + slots + OTHER_PARTITIONS);
    }

    double readBytes(Work second, int standbys) {
        return second.topics().entrySet().stream()
                .mapToDouble(topic -> topic.getValue().bytes() * readers(topic.getKey(), standbys))
                .sum();
    }

    private static int readers(String topic, int standbys) {
        return Work.isChangelog(topic) ? standbys : READERS.getOrDefault(topic, 1);
    }
}
