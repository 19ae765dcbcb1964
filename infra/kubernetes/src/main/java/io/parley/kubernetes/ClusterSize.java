package io.parley.kubernetes;

/** How many shards and slots a cluster has. Fixed for life when it is made, so an overlay that wants others has them first. */
record ClusterSize(int shards, int slots, int replicas) {
    /** A cluster of the base's own size: docs/capacity.md says what larger ones need. */
    static final ClusterSize BASE = new ClusterSize(64, 16, 3);
}
