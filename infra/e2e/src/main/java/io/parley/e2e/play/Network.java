package io.parley.e2e.play;

import io.parley.local.data.Ports;
import io.parley.local.process.Sockets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The links by which some parts reach the log; the others reach it as they always do. */
final class Network implements AutoCloseable {
    /** One edge and one topology instance: their peers have to go on. */
    private static final List<String> PARTS = List.of("edge-2", "topology-2");

    private record Way(int port, Link link) {}

    private final Map<String, Way> ways = new LinkedHashMap<>();

    Network() {
        for (String part : PARTS) {
            int port = Ports.candidate();
            while (!Sockets.isFree(port)) {
                port = Ports.candidate();
            }
            ways.put(part, new Way(port, new Link(port)));
        }
    }

    Link of(String part) {
        return Objects.requireNonNull(ways.get(part), part).link();
    }

    /** The setting by which the log listens behind the links. */
    String listeners() {
        return ways.values().stream()
                .map(way -> way.port() + "@" + way.link().address())
                .collect(Collectors.joining(" "));
    }

    /** The setting by which the parts look for the log at their links. */
    String variables() {
        return ways.entrySet().stream()
                .map(way -> way.getKey() + ":PARLEY_KAFKA_BOOTSTRAP_SERVERS="
                        + way.getValue().link().address())
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        ways.values().forEach(way -> way.link().close());
    }
}
