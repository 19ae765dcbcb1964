package io.parley.kubernetes;

import java.util.Map;

/** What all resources of Strimzi share. */
final class Strimzi {
    static final String API = "kafka.strimzi.io/v1";
    static final Map<String, Object> CLUSTER = Map.of("strimzi.io/cluster", "parley");

    private Strimzi() {}
}
