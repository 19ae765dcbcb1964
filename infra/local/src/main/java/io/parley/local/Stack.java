package io.parley.local;

import io.parley.local.data.DataFolder;
import io.parley.local.data.Secret;
import io.parley.local.part.Kind;
import io.parley.local.process.Signals;
import io.parley.local.run.Instance;
import io.parley.local.run.Keeper;
import io.parley.local.run.Progress;
import io.parley.local.run.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Real parts for tests: an instance in a folder of its own, on free ports, with the same code as {@code parley up}. A
 * part that is killed is started again by itself; {@link #awaitReady} tells when.
 *
 * <pre>{@code
 * try (Stack stack = Stack.builder(folder).edges(2).shards(4).start()) {
 *     stack.edge(1).websocket(); stack.token("alice"); stack.kill("kafka"); stack.awaitReady("kafka");
 * }
 * }</pre>
 */
public final class Stack implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(2);

    private final Instance instance;
    private final Thread hook;
    private final String secret;
    private final boolean forgets;

    private Stack(Instance instance, String secret, boolean forgets) {
        this.instance = instance;
        this.secret = secret;
        this.forgets = forgets;
        this.hook = new Thread(this::end, "stack-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public static Builder builder(Path folder) {
        return new Builder(folder);
    }

    /** What the stack is to be. */
    public static final class Builder {
        private final Path folder;
        private final Map<String, String> settings = new TreeMap<>();
        private Set<Kind> kinds = EnumSet.allOf(Kind.class);
        private int edges = 1;
        private int topologies = 1;
        private int shards = 1;
        private boolean forgets;
        private final Map<String, Path> releases = new TreeMap<>();

        private Builder(Path folder) {
            this.folder = folder;
            // A test uses what is there; it ends too often to leave one each time.
            set(LocalSettings.ARCHIVES, "false");
        }

        public Builder parts(Kind... only) {
            kinds = EnumSet.copyOf(Arrays.asList(only));
            return this;
        }

        public Builder edges(int count) {
            edges = count;
            return this;
        }

        public Builder topologies(int count) {
            topologies = count;
            return this;
        }

        public Builder shards(int count) {
            shards = count;
            return this;
        }

        /** At its end all that it kept is deleted, but for the parts' logs. */
        public Builder forgets() {
            forgets = true;
            return this;
        }

        /** A setting of any part, by its name with dots. */
        public Builder set(String name, String value) {
            settings.put(io.parley.settings.Environment.variable(name), value);
            return this;
        }

        /** The part runs what is built in that checkout, until {@link Stack#release} says otherwise. */
        public Builder release(String part, Path checkout) {
            releases.put(part, checkout);
            return this;
        }

        /** Returns when all is ready. */
        public Stack start() {
            Stack stack = open();
            releases.forEach(stack::release);
            try {
                stack.instance.start();
                return stack;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stack.close();
                throw new IllegalStateException("interrupted while the stack started", e);
            } catch (Trouble e) {
                stack.close();
                throw new IllegalStateException(e.text(), e);
            }
        }

        private Stack open() {
            var data = new DataFolder(folder);
            var shape = new Shape(edges, topologies, shards, 0, kinds);
            try {
                Instance instance = Instance.open(data, shape, settings, System.getenv(), Progress.SILENT)
                        .orElseThrow(() -> new IllegalStateException(folder + " runs already"));
                return new Stack(instance, settings.getOrDefault("PARLEY_AUTH_SECRET", Secret.keep(data)), forgets);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Host and port, as Kafka's clients want it. */
    public String kafka() {
        return instance.site().kafka();
    }

    /** Base URL of the registry: the value of {@code registry.url}. */
    public String registry() {
        return instance.site().registry();
    }

    /** Host and port of CQL. */
    public String cassandra() {
        return instance.site().cassandra();
    }

    public String datacenter() {
        return io.parley.local.part.Site.DATACENTER;
    }

    public String keyspace() {
        return io.parley.local.part.Site.KEYSPACE;
    }

    public String redis() {
        return instance.site().redis();
    }

    /** The store of files. */
    public String s3() {
        return instance.site().s3();
    }

    public String connect() {
        return instance.site().connect();
    }

    /** Where Prometheus scrapes an edge, a topology instance, or {@code connect}. */
    public URI metrics(String part) {
        String port = part.equals("connect") ? "connect-metrics" : part;
        return URI.create(instance.site().http(port) + "/metrics");
    }

    /** Where one edge is reached. */
    public record Edge(String name, int port) {
        public URI page() {
            return URI.create("http://127.0.0.1:" + port + "/");
        }

        public URI rest() {
            return page().resolve("api/v1");
        }

        public URI websocket() {
            return URI.create("ws://127.0.0.1:" + port + "/ws");
        }
    }

    /** Counted from 1. */
    public Edge edge(int number) {
        String name = Kind.EDGE.partName(number);
        return new Edge(name, instance.keeper(name).part().port());
    }

    /** A token for any user, good for a day. */
    public String token(String user) {
        return Tokens.make(secret, user, Tokens.A_DAY);
    }

    public String secret() {
        return secret;
    }

    public Path folder() {
        return instance.site().folder().root();
    }

    public List<String> parts() {
        return instance.keepers().stream().map(keeper -> keeper.part().name()).toList();
    }

    public long pid(String part) {
        return keeper(part)
                .reference()
                .orElseThrow(() -> new IllegalStateException(part + " has no process"))
                .pid();
    }

    /** Kills with SIGKILL; the part is started again by itself. */
    public void kill(String part) {
        keeper(part).signal(Signals.KILL);
    }

    public void pause(String part) {
        keeper(part).signal(Signals.STOP);
    }

    public void resume(String part) {
        keeper(part).signal(Signals.CONT);
    }

    /** Ends a part in good order, and leaves it away until {@link #start}. */
    public void stop(String part) {
        patiently(() -> keeper(part).stop());
    }

    public void start(String part) {
        patiently(() -> keeper(part).start());
    }

    /** From its next start on the part runs what is built in that checkout. */
    public void release(String part, Path checkout) {
        instance.release(part, checkout);
    }

    public void restart(String part) {
        stop(part);
        start(part);
    }

    /** Waits until the part's present or next process is ready. */
    public void awaitReady(String part) {
        patiently(() -> keeper(part).awaitReady(READY));
    }

    private Keeper keeper(String part) {
        return instance.keeper(part);
    }

    @FunctionalInterface
    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void patiently(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Trouble e) {
            throw new IllegalStateException(e.text(), e);
        }
    }

    private void end() {
        instance.close();
        if (forgets) {
            try {
                instance.site().folder().forget();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The machine is shutting down, and the hook does the same.
        }
    }
}
