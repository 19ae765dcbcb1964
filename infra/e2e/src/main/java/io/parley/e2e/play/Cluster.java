package io.parley.e2e.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.e2e.stores.Receiver;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The real parts that a test plays on: two edges, two topology instances. One at a time lives; tests that want the same
 * shape share it, and it ends with the JVM. The system property {@code parley.e2e.data} names the data folder of a
 * running instance to play on instead, whatever its shape; it wants {@code edge.heartbeat.ms} 5000.
 */
public final class Cluster implements AutoCloseable {
    private static final String VARIABLES = "local.variables";

    private static @Nullable Cluster running;

    /** What wraps the users' keys in the cluster with one shard. */
    public static final String MASTER_KEY =
            "e2e:" + Base64.getEncoder().encodeToString("only the tests know what this is".getBytes(UTF_8));

    private final int shards;
    private final @Nullable Stack stack;
    private final List<URI> edges;
    private final String secret;
    private final Map<String, String> addresses;
    private final DataFolder data;
    private final @Nullable Network network;
    private @Nullable Receiver receiver;

    private Cluster(
            int shards,
            @Nullable Stack stack,
            @Nullable Network network,
            List<URI> edges,
            String secret,
            Map<String, String> addresses,
            DataFolder data) {
        this.shards = shards;
        this.stack = stack;
        this.network = network;
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
            there.close();
        }
        String data = System.getProperty("parley.e2e.data");
        Cluster found = data == null ? start(shards) : attach(Path.of(data));
        running = found;
        return found;
    }

    private static Cluster start(int shards) {
        Receiver ears = new Receiver();
        try {
            Map<String, String> settings = new TreeMap<>(Map.of(
                    "edge.allowed.origins",
                    "http://friend.example",
                    "local.webhook.url",
                    ears.url(),
                    "local.webhook.secret",
                    Receiver.SECRET));
            if (shards == 1) {
                encrypt(settings);
            }
            Cluster cluster = start(Files.createTempDirectory("parley-e2e"), shards, settings);
            cluster.receiver = ears;
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes by its second edge is encrypted; by its first it is not, as before somebody switched it on. */
    private static void encrypt(Map<String, String> settings) throws IOException {
        Path keys = Files.writeString(Files.createTempFile("parley-e2e", ".keys"), MASTER_KEY);
        keys.toFile().deleteOnExit();
        settings.put("content.keys.file", keys.toString());
        settings.put("edge.erasure.sweep.ms", "1000");
        settings.put(VARIABLES, "edge-1:PARLEY_CONTENT_ENCRYPTED=false");
    }

    /**
     * A cluster of one's own, so shaped that everything has a peer to go on with. Its second edge and its second topology
     * instance reach the log over a {@link #link}.
     */
    public static Cluster start(Path folder, int shards, Map<String, String> more) {
        return start(folder, shards, more, Map.of());
    }

    /** @param releases the built checkouts of parts that are to run another release than this one */
    public static Cluster start(Path folder, int shards, Map<String, String> more, Map<String, Path> releases) {
        Network network = new Network();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "edge.heartbeat.ms",
                "5000",
                "rate.limits",
                "off",
                "presence.refresh.ms",
                "2000",
                "presence.ttl.ms",
                "6000",
                "local.kafka.listeners",
                network.listeners()));
        settings.putAll(more);
        settings.merge(VARIABLES, network.variables(), (own, ways) -> own + " " + ways);
        Stack.Builder builder =
                Stack.builder(folder).forgets().edges(2).topologies(2).shards(shards);
        settings.forEach(builder::set);
        releases.forEach(builder::release);
        try {
            return of(builder.start(), network, shards);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static Cluster of(Stack stack, Network network, int shards) {
        List<URI> edges =
                List.of(local(stack.edge(1).port()), local(stack.edge(2).port()));
        Map<String, String> addresses = Map.of(
                "kafka", stack.kafka(),
                "registry", stack.registry(),
                "cassandra", stack.cassandra(),
                "redis", stack.redis());
        return new Cluster(shards, stack, network, edges, stack.secret(), addresses, new DataFolder(stack.folder()));
    }

    private static Cluster attach(Path data) {
        DataFolder folder = new DataFolder(data);
        RunState state = RunState.read(folder).orElseThrow();
        List<URI> edges = state.parts().stream()
                .filter(part -> part.name().startsWith("edge-"))
                .map(part -> local(part.port()))
                .toList();
        return new Cluster(0, null, null, edges, Secret.keep(folder), state.addresses(), folder);
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

    /** The network between a part and the log; of edge-2 and topology-2. */
    public Link link(String part) {
        return Objects.requireNonNull(network, "a running instance has no network of ours")
                .of(part);
    }

    /** Who hears of the events of all chats, as an app's own server does. */
    public Receiver receiver() {
        return Objects.requireNonNull(receiver, "nobody of ours hears of this cluster's events");
    }

    @Override
    public void close() {
        if (stack != null) {
            stack.close();
        }
        if (network != null) {
            network.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }
}
