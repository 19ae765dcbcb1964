package io.parley.e2e.secured;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.access.Access;
import io.parley.e2e.play.Play;
import io.parley.local.part.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parts of Parley, told who they are. */
final class SecuredParts implements AutoCloseable {
    static final String SECRET = "a secret of tokens that is long enough";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final Certificate certificate;
    private final Brokers brokers;
    private final SecuredStores stores;
    private final String registry;
    private final List<Integer> ports;
    private final List<Program> programs;
    private final HttpClient http = HttpClient.newHttpClient();

    SecuredParts(Path folder, Certificate certificate, Brokers brokers, SecuredStores stores, String registry)
            throws IOException {
        this.folder = folder;
        this.certificate = certificate;
        this.brokers = brokers;
        this.stores = stores;
        this.registry = registry;
        this.ports = Ports.free(3);
        this.programs = List.of(
                topology("topology", Access.TALK, ports.get(0)),
                edge("edge", Access.EDGE, ports.get(1)),
                connect("connect", Access.CONNECT, ports.get(2)));
    }

    Program topology(String name, String user, int port) throws IOException {
        Map<String, String> environment = new TreeMap<>(brokers.variables(user));
        environment.put("PARLEY_REGISTRY_URL", registry);
        environment.put(
                "PARLEY_TALK_STATE_DIR", folder.resolve(name).resolve("state").toString());
        environment.put("PARLEY_TALK_METRICS_PORT", Integer.toString(port));
        environment.put("PARLEY_TALK_TRANSACTION_TIMEOUT_MS", "5000");
        environment.put("PARLEY_TALK_SESSION_TIMEOUT_MS", "6000");
        return Program.java(folder.resolve(name), "topology", "io.parley.topology.runtime.TalkMain", environment);
    }

    Program edge(String name, String user, int port) throws IOException {
        Map<String, String> environment = new TreeMap<>(brokers.variables(user));
        environment.put("PARLEY_REGISTRY_URL", registry);
        environment.put("PARLEY_EDGE_PORT", Integer.toString(port));
        environment.put("PARLEY_EDGE_DRAIN_GRACE_MS", "0");
        environment.put("PARLEY_AUTH_SECRET", SECRET);
        environment.put("PARLEY_CASSANDRA_CONTACT_POINTS", stores.cassandraNode());
        environment.put("PARLEY_CASSANDRA_USERNAME", SecuredStores.READER);
        environment.put("PARLEY_CASSANDRA_PASSWORD", Brokers.password(SecuredStores.READER));
        environment.put("PARLEY_CASSANDRA_TLS", "true");
        environment.put("PARLEY_CASSANDRA_TLS_CA_FILE", certificate.chain().toString());
        environment.put("PARLEY_REDIS_URI", stores.redisUri());
        environment.put("PARLEY_REDIS_USERNAME", SecuredStores.READER);
        environment.put("PARLEY_REDIS_PASSWORD", Brokers.password(SecuredStores.READER));
        environment.put("PARLEY_REDIS_TLS_CA_FILE", certificate.chain().toString());
        return Program.java(folder.resolve(name), "edge", "io.parley.edge.EdgeMain", environment);
    }

    Program connect(String name, String user, int port) throws IOException {
        Map<String, Object> clients = brokers.clients(user);
        StringBuilder properties = new StringBuilder(Template.fill(
                        Template.read("connect.properties"),
                        Map.of(
                                "kafka",
                                brokers.bootstrap(),
                                "port",
                                Integer.toString(port),
                                "folder",
                                folder.toString())))
                .append('\n');
        for (String storage : List.of("config", "offset", "status")) {
            properties.append(storage).append(".storage.replication.factor=3\n");
        }
        for (String prefix : List.of("", "producer.", "consumer.", "admin.")) {
            clients.forEach((key, value) -> properties
                    .append(prefix)
                    .append(key)
                    .append('=')
                    .append(value)
                    .append('\n'));
        }
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve(name)).resolve("connect.properties"), properties);
        return Program.java(
                folder.resolve(name), "connect", "io.parley.part.connect.WorkerMain", Map.of(), file.toString());
    }

    URI edge() {
        return URI.create("http://127.0.0.1:" + ports.get(1));
    }

    /** Waits until all are ready, and their sinks run. */
    void awaitReady() throws Exception {
        awaitOk("http://127.0.0.1:" + ports.get(2) + "/connectors");
        sink(
                "cassandra-sink",
                Map.of(
                        "cassandra.username",
                        SecuredStores.WRITER,
                        "cassandra.password",
                        Brokers.password(SecuredStores.WRITER),
                        "cassandra.tls",
                        "true",
                        "cassandra.tls.ca.file",
                        certificate.chain().toString()));
        sink(
                "redis-sink",
                Map.of(
                        "redis.username", SecuredStores.WRITER,
                        "redis.password", Brokers.password(SecuredStores.WRITER),
                        "redis.tls.ca.file", certificate.chain().toString()));
        awaitOk("http://127.0.0.1:" + ports.get(0) + "/readyz");
        awaitOk(edge() + "/readyz");
    }

    private void sink(String name, Map<String, String> more) throws Exception {
        ObjectNode config = (ObjectNode) new ObjectMapper()
                .readTree(Template.fill(
                        Template.read("connectors/" + name + ".json"),
                        Map.of(
                                "kafka",
                                brokers.bootstrap(),
                                "registry",
                                registry,
                                "keys",
                                "",
                                "cassandra",
                                stores.cassandraNode(),
                                "datacenter",
                                "datacenter1",
                                "keyspace",
                                "parley",
                                "redis",
                                stores.redisUri(),
                                "tasks",
                                "1")));
        more.forEach(config::put);
        URI uri = URI.create("http://127.0.0.1:" + ports.get(2) + "/connectors/" + name + "/config");
        await("the connector " + name, () -> {
            HttpRequest put = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(config.toString()))
                    .build();
            return http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode() / 100 == 2;
        });
    }

    private void awaitOk(String url) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
        await(url, () -> http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
    }

    /** A look that may fail while a part still starts. */
    interface Look {
        boolean isSo() throws Exception;
    }

    void await(String what, Look look) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (look.isSo()) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet; what counts is the deadline.
            }
            if (System.nanoTime() > deadline || programs.stream().anyMatch(program -> !program.isAlive())) {
                throw new AssertionError("in vain: " + what + "\n" + logs());
            }
            Play.pause();
        }
    }

    String logs() {
        return programs.stream().map(Program::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws InterruptedException {
        for (Program program : programs) {
            program.close();
        }
    }
}
