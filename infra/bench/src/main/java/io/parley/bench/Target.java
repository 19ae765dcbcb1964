package io.parley.bench;

import io.parley.local.Stack;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.data.Secret;
import io.parley.local.process.ProcessRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is put under load: where its edges and its log are, who may make tokens, and the processes that it is made of. */
final class Target implements AutoCloseable {

    private final List<URI> edges;
    private final String kafka;
    private final String secret;
    private final Map<String, Long> pids;
    private final @Nullable Stack own;

    private Target(List<URI> edges, String kafka, String secret, Map<String, Long> pids, @Nullable Stack own) {
        this.edges = List.copyOf(edges);
        this.kafka = kafka;
        this.secret = secret;
        this.pids = pids;
        this.own = own;
    }

    /** An instance that runs on this data folder. */
    static Target running(Path data) {
        DataFolder folder = new DataFolder(data);
        RunState state = RunState.read(folder)
                .filter(RunState::supervised)
                .orElseThrow(
                        () -> new IllegalStateException("nothing runs on " + data + "; start it with ./parley up"));
        List<URI> edges = new ArrayList<>();
        Map<String, Long> pids = new LinkedHashMap<>();
        for (RunState.Entry part : state.parts()) {
            if (part.name().startsWith("edge-")) {
                edges.add(URI.create("http://127.0.0.1:" + part.port()));
            }
            ProcessRef process = part.process();
            if (process != null) {
                pids.put(part.name(), process.pid());
            }
        }
        String kafka = Objects.requireNonNull(state.addresses().get("kafka"), "the instance has no Kafka");
        return new Target(edges, kafka, Secret.keep(folder), pids, null);
    }

    /** A stack of its own, in a temporary folder, which ends with the bench. */
    static Target started(int edges, int topologies, int shards, Map<String, String> settings) throws IOException {
        Path folder = Files.createTempDirectory("parley-bench");
        Stack.Builder builder = Stack.builder(folder)
                .forgets()
                .edges(edges)
                .topologies(topologies)
                .shards(shards)
                .set("rate.limits", "off");
        settings.forEach(builder::set);
        Stack stack = builder.start();
        List<URI> addresses = new ArrayList<>();
        for (int i = 1; i <= edges; i++) {
            addresses.add(URI.create("http://127.0.0.1:" + stack.edge(i).port()));
        }
        Map<String, Long> pids = new LinkedHashMap<>();
        stack.parts().forEach(part -> pids.put(part, stack.pid(part)));
        return new Target(addresses, stack.kafka(), stack.secret(), pids, stack);
    }

    /** The edge of the n-th user. */
    URI edge(int number) {
        return edges.get(number % edges.size());
    }

    int edges() {
        return edges.size();
    }

    String kafka() {
        return kafka;
    }

    String secret() {
        return secret;
    }

    /** Process ids by the part's name. */
    Map<String, Long> pids() {
        return pids;
    }

    /** Kills a part with SIGKILL; it is started again by itself. */
    void kill(String part) {
        stack().kill(part);
    }

    /** Waits until the part that was killed is back. */
    void awaitReady(String part) {
        stack().awaitReady(part);
    }

    private Stack stack() {
        if (own == null) {
            throw new IllegalStateException("only a stack of the bench's own may lose parts: leave --data away");
        }
        return own;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
