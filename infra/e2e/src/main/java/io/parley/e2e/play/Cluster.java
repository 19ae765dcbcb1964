package io.parley.e2e.play;

import io.parley.local.Stack;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.data.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The real parts that a test plays on: two edges, two topology instances. One at a time lives; tests that want the same
 * shape share it, and it ends with the JVM. The system property {@code parley.e2e.data} names the data folder of a
 * running instance to play on instead, whatever its shape; it wants {@code edge.heartbeat.ms} 5000.
 */
public final class Cluster {

    private static @Nullable Cluster running;

    private final int shards;
    private final @Nullable Stack stack;
    private final List<URI> edges;
    private final String secret;
    private final Map<String, String> addresses;
    private final DataFolder data;

    private Cluster(
            int shards,
            @Nullable Stack stack,
            List<URI> edges,
            String secret,
            Map<String, String> addresses,
            DataFolder data) {
        this.shards = shards;
        this.stack = stack;
        this.edges = edges;
        this.secret = secret;
        this.addresses = addresses;
        this.data = data;
    }

    /** The running cluster with so many shards; one of another shape makes room for it. */
    public static synchronized Cluster withShards(int shards) {
        Cluster there = running;
        if (there != null && (there.shards == shards || there.stack == null)) {
            return there;
        }
        if (there != null && there.stack != null) {
            running = null;
            there.stack.close();
        }
        String data = System.getProperty("parley.e2e.data");
        Cluster found = data == null ? start(shards) : attach(Path.of(data));
        running = found;
        return found;
    }

    private static Cluster start(int shards) {
        try {
            Path folder = Files.createTempDirectory("parley-e2e");
            Stack stack = Stack.builder(folder)
                    .forgets()
                    .edges(2)
                    .topologies(2)
                    .shards(shards)
                    .set("edge.heartbeat.ms", "5000")
                    .set("edge.allowed.origins", "http://friend.example")
                    .set("rate.limits", "off")
                    .set("presence.refresh.ms", "2000")
                    .set("presence.ttl.ms", "6000")
                    .start();
            return of(stack, shards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stack of two edges that somebody else started and ends. */
    public static Cluster of(Stack stack, int shards) {
        List<URI> edges =
                List.of(local(stack.edge(1).port()), local(stack.edge(2).port()));
        Map<String, String> addresses = Map.of(
                "kafka", stack.kafka(),
                "registry", stack.registry(),
                "cassandra", stack.cassandra(),
                "redis", stack.redis());
        return new Cluster(shards, stack, edges, stack.secret(), addresses, new DataFolder(stack.folder()));
    }

    private static Cluster attach(Path data) {
        DataFolder folder = new DataFolder(data);
        RunState state = RunState.read(folder).orElseThrow();
        List<URI> edges = state.parts().stream()
                .filter(part -> part.name().startsWith("edge-"))
                .map(part -> local(part.port()))
                .toList();
        return new Cluster(0, null, edges, Secret.keep(folder), state.addresses(), folder);
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** An edge's address; counted from 0, and round again. */
    public URI edge(int number) {
        return edges.get(number % edges.size());
    }

    /** The part's name of an edge, counted as {@link #edge}. */
    public String edgeName(int number) {
        return "edge-" + (1 + number % edges.size());
    }

    public String secret() {
        return secret;
    }

    public Duration heartbeat() {
        return Duration.ofSeconds(5);
    }

    /** Where {@code kafka}, {@code registry}, {@code cassandra} or {@code redis} is. */
    public String address(String part) {
        return Objects.requireNonNull(addresses.get(part), part);
    }

    /** What a part, like {@code connect}, has logged so far. */
    public List<String> logOf(String part) {
        try {
            return Files.readAllLines(data.log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parts themselves, for who kills them. */
    public Stack stack() {
        return Objects.requireNonNull(stack, "a running instance is not ours to kill");
    }
}
