package io.parley.local.part;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of parts. The order is that in which they are shown; they end in the order of {@link #endsInRound}. */
public enum Kind {
    KAFKA(3, List.of("kafka", "kafka-controller")),
    CASSANDRA(3, List.of("cassandra", "cassandra-storage")),
    REDIS(3, List.of("redis")),
    S3(3, List.of("s3")),
    REGISTRY(3, List.of("registry")),
    CONNECT(2, List.of("connect", "connect-metrics")),
    TOPOLOGY(2, List.of("topology")),
    EDGE(1, List.of("edge"));

    private final int round;
    private final List<String> ports;

    Kind(int round, List<String> ports) {
        this.round = round;
        this.ports = ports;
    }

    /** What is in front ends first, so that nobody is left with a store that is gone. */
    public int endsInRound() {
        return round;
    }

    public boolean several() {
        return this == TOPOLOGY || this == EDGE;
    }

    public String partName(int number) {
        String name = name().toLowerCase(Locale.ROOT);
        return several() ? name + "-" + number : name;
    }

    /** Names of the ports that the part of this number takes; the first is the part's own. */
    public List<String> portNames(int number) {
        return several() ? List.of(partName(number)) : ports;
    }

    public static Optional<Kind> ofPart(String partName) {
        return Arrays.stream(values())
                .filter(kind -> partName.replaceAll("-[0-9]+$", "").equalsIgnoreCase(kind.name()))
                .findFirst();
    }
}
