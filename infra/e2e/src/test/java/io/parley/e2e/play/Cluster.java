package io.parley.e2e.play;

import io.parley.local.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The real parts that a test plays on: two edges, two topology instances. One at a time lives; tests that want the same
 * shape share it, and it ends with the JVM.
 */
public final class Cluster {

    private static @Nullable Cluster running;

    private final Stack stack;
    private final int shards;

    private Cluster(Stack stack, int shards) {
        this.stack = stack;
        this.shards = shards;
    }

    /** The running cluster with so many shards; one of another shape makes room for it. */
    public static synchronized Cluster withShards(int shards) {
        Cluster there = running;
        if (there != null && there.shards == shards) {
            return there;
        }
        if (there != null) {
            running = null;
            there.stack.close();
        }
        Cluster started = new Cluster(start(shards), shards);
        running = started;
        return started;
    }

    private static Stack start(int shards) {
        try {
            Path folder = Files.createTempDirectory("parley-e2e");
            return Stack.builder(folder)
                    .edges(2)
                    .topologies(2)
                    .shards(shards)
                    .set("edge.heartbeat.ms", "5000")
                    .set("edge.allowed.origins", "http://friend.example")
                    .set("rate.limits", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An edge's address; counted from 0, and round again. */
    public URI edge(int number) {
        return URI.create("http://127.0.0.1:" + stack.edge(1 + number % 2).port());
    }

    /** The part's name of an edge, counted as {@link #edge}. */
    public String edgeName(int number) {
        return stack.edge(1 + number % 2).name();
    }

    public String secret() {
        return stack.secret();
    }

    public Duration heartbeat() {
        return Duration.ofSeconds(5);
    }

    public Stack stack() {
        return stack;
    }
}
