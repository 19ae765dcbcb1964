package io.parley.local.part;

import io.parley.local.LocalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every part there is, made for one instance. */
public final class Parts {
    private static final String FOLDER = "folder";
    private static final String PORT = "port";
    private static final String DEAD_AFTER_MS = "4000";

    /** For agents that change no class, so that what is archived is what was loaded. */
    private static final String[] ARCHIVE_WITH_AGENT = {
        "-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent"
    };

    private final Site site;
    private final Map<String, Path> releases;

    /** @param releases the built checkout of a part that is to run another release than this one, by the part's name */
    public Parts(Site site, Map<String, Path> releases) {
        this.site = site;
        this.releases = releases;
    }

    public Part of(Kind kind, int number) {
        return switch (kind) {
            case KAFKA -> kafka();
            case CASSANDRA -> cassandra();
            case REDIS -> redis();
            case S3 -> s3();
            case REGISTRY -> registry();
            case CONNECT -> connect();
            case TOPOLOGY -> topology(number);
            case EDGE -> edge(number);
        };
    }

    private Part kafka() {
        int port = site.port("kafka");
        Part.Preparation preparation = () -> {
            Path properties = Template.write(
                    "kafka.properties",
                    Map.of(
                            "cluster.id",
                            site.identity().clusterId(),
                            PORT,
                            Integer.toString(port),
                            "port.controller",
                            Integer.toString(site.port("kafka-controller")),
                            "more.listeners",
                            site.settings().listeners().listening(),
                            "more.advertised",
                            site.settings().listeners().advertised(),
                            "more.protocols",
                            site.settings().listeners().protocols(),
                            FOLDER,
                            folder("kafka").toString()),
                    site.runFile("kafka.properties"));
            return launch(
                    java("kafka").flags(logging()),
                    "kafka",
                    "io.parley.part.kafka.BrokerMain",
                    site.plainEnvironment(),
                    properties.toString());
        };
        return part(Kind.KAFKA, "kafka", site.kafka(), Probe.listens(port), preparation);
    }

    private Part cassandra() {
        int port = site.port("cassandra");
        Part.Preparation preparation = () -> {
            Path yaml = Template.write(
                    "cassandra.yaml",
                    Map.of(
                            PORT,
                            Integer.toString(port),
                            "port.storage",
                            Integer.toString(site.port("cassandra-storage")),
                            FOLDER,
                            folder("cassandra").toString()),
                    site.runFile("cassandra.yaml"));
            ClassPath classPath = ClassPath.of("cassandra");
            Path jdk = Jdk.forCassandra(site.settings().getString(LocalSettings.JAVA17));
            JavaCommand java = new JavaCommand(jdk, site.settings().heapMib("cassandra"))
                    .flags(logging())
                    .flags(options())
                    .flags(options("cassandra"))
                    .flags("-Xss512k", "-javaagent:" + classPath.jar("jamm-"))
                    .flags("-Dcassandra.config=" + yaml.toUri(), "-Dcassandra.storagedir=" + folder("cassandra"));
            SharedArchive archive = archive("cassandra", "cassandra", jdk, classPath);
            java.flags(ARCHIVE_WITH_AGENT).archive(archive, makesArchives());
            return new Part.Launch(
                    java.command(argumentsFile("cassandra"), classPath, "org.apache.cassandra.service.CassandraDaemon"),
                    site.plainEnvironment(),
                    folder("cassandra"),
                    archive::keep);
        };
        return part(Kind.CASSANDRA, "cassandra", site.cassandra(), Probe.listens(port), preparation);
    }

    private static String[] options() {
        return Template.read("cassandra.options")
                .lines()
                .filter(line -> line.startsWith("-"))
                .toArray(String[]::new);
    }

    private Part redis() {
        int port = site.port("redis");
        Part.Preparation preparation = () -> {
            Path conf = Template.write(
                    "redis.conf",
                    Map.of(
                            PORT,
                            Integer.toString(port),
                            "memory",
                            site.settings().getInt(LocalSettings.REDIS_MEMORY).toString(),
                            FOLDER,
                            folder("redis").toString()),
                    site.runFile("redis.conf"));
            String binary = RedisBinary.find(site.folder().run()).toString();
            return new Part.Launch(
                    List.of(binary, conf.toString()), site.plainEnvironment(), folder("redis"), () -> {});
        };
        return part(Kind.REDIS, "redis", site.redis(), Probe.redis(port), preparation);
    }

    private Part s3() {
        int port = site.port("s3");
        Part.Preparation preparation = () -> {
            Path properties = Template.write(
                    "s3.properties",
                    Map.of(
                            PORT,
                            Integer.toString(port),
                            FOLDER,
                            folder("s3").toString(),
                            "bucket",
                            Site.BUCKET,
                            "access.key",
                            Site.ACCESS_KEY,
                            "secret.key.file",
                            site.folder().filesSecret().toString(),
                            "origins",
                            String.join(" ", site.pageOrigins())),
                    site.runFile("s3.properties"));
            return launch(
                    java("s3").flags(logging()).flags("-XX:TieredStopAtLevel=1", "-Xss512k"),
                    "s3",
                    "io.parley.part.s3.S3Main",
                    site.plainEnvironment(),
                    properties.toString());
        };
        return part(Kind.S3, "s3", site.s3(), Probe.listens(port), preparation);
    }

    private Part registry() {
        Part.Preparation preparation = () -> launch(
                java("registry")
                        .flags("-XX:TieredStopAtLevel=1")
                        .flags(
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + site.port("registry"),
                                "-Dquarkus.management.enabled=false",
                                "-Dquarkus.log.level=WARN",
                                "-Dquarkus.http.io-threads=2",
                                "-Dapicurio.datasource.url=jdbc:h2:file:"
                                        + folder("registry").resolve("registry"),
                                "-Dapicurio.storage.kind=sql",
                                "-Dapicurio.storage.sql.kind=h2"),
                "registry",
                "io.quarkus.runner.GeneratedMain",
                site.plainEnvironment());
        Probe probe = Probe.http(site.registry() + "/subjects");
        return part(Kind.REGISTRY, "registry", site.registryRoot(), probe, preparation);
    }

    private Part connect() {
        Part.Preparation preparation = () -> {
            Path properties = Template.write(
                    "connect.properties",
                    Map.of(
                            "kafka",
                            site.kafka(),
                            PORT,
                            Integer.toString(site.port("connect")),
                            FOLDER,
                            site.folder().root().toString()),
                    site.runFile("connect.properties"));
            folder("connect");
            return launch(
                    java("connect").flags(logging()).flags(connectMetrics()),
                    "connect",
                    worker(),
                    site.parleyEnvironment(),
                    properties.toString());
        };
        return part(Kind.CONNECT, "connect", site.connect(), Probe.http(site.connect() + "/connectors"), preparation);
    }

    /** A release from before there was one of ours starts Connect's own. */
    private String worker() {
        String ours = "io.parley.part.connect.WorkerMain";
        Path release = releases.get("connect");
        return release == null || ClassPath.of("connect", release).hasOfItsOwn(ours)
                ? ours
                : "org.apache.kafka.connect.cli.ConnectDistributed";
    }

    /** Connect has its metrics for JMX; the agent answers Prometheus with what the rules name. */
    private String[] connectMetrics() {
        Path rules = Template.write("connect-jmx.yml", Map.of(), site.runFile("connect-jmx.yml"));
        String agent = "-javaagent:" + ClassPath.of("connect").jar("jmx_prometheus_javaagent-") + "=127.0.0.1:"
                + site.port("connect-metrics") + ":" + rules;
        return Stream.concat(Stream.of(agent), Stream.of(ARCHIVE_WITH_AGENT)).toArray(String[]::new);
    }

    private Part topology(int number) {
        String name = Kind.TOPOLOGY.partName(number);
        Part.Preparation preparation = () -> {
            Map<String, String> environment = new TreeMap<>(site.parleyEnvironment());
            // Nothing here is far away: who is silent for so long is dead, and others take over within seconds.
            environment.putIfAbsent("PARLEY_TALK_SESSION_TIMEOUT_MS", DEAD_AFTER_MS);
            environment.putIfAbsent("PARLEY_TALK_TRANSACTION_TIMEOUT_MS", DEAD_AFTER_MS);
            environment.put("PARLEY_TALK_STATE_DIR", folder(name).toString());
            environment.put("PARLEY_TALK_METRICS_PORT", Integer.toString(site.port(name)));
            return launch(java("topology"), name, "io.parley.topology.runtime.TalkMain", environment);
        };
        return part(Kind.TOPOLOGY, name, site.http(name), Probe.http(site.http(name) + "/readyz"), preparation);
    }

    private Part edge(int number) {
        String name = Kind.EDGE.partName(number);
        Part.Preparation preparation = () -> {
            Map<String, String> environment = new TreeMap<>(site.parleyEnvironment());
            if (!environment.containsKey("PARLEY_AUTH_SECRET") && !environment.containsKey("PARLEY_AUTH_SECRET_FILE")) {
                environment.putIfAbsent(
                        "PARLEY_AUTH_SECRETS_FILE", site.folder().secret().toString());
            }
            environment.putIfAbsent(
                    "PARLEY_EDGE_DRAIN_GRACE_MS",
                    site.settings().getInt(LocalSettings.EDGE_DRAIN).toString());
            environment.put("PARLEY_EDGE_HOST", "127.0.0.1");
            environment.put("PARLEY_EDGE_PORT", Integer.toString(site.port(name)));
            environment.put("PARLEY_EDGE_NAME", name);
            environment.put("PARLEY_EDGE_LOCAL", "true");
            environment.put(
                    "PARLEY_EDGE_SLOT_FIRST",
                    Integer.toString((number - 1) % site.identity().slots()));
            folder(name);
            return launch(java("edge"), name, "io.parley.edge.EdgeMain", environment);
        };
        return part(
                Kind.EDGE,
                name,
                "ws://127.0.0.1:" + site.port(name) + "/ws",
                Probe.http(site.http(name) + "/readyz"),
                preparation);
    }

    private Part part(Kind kind, String name, String url, Probe probe, Part.Preparation preparation) {
        return new Part(
                kind,
                name,
                site.port(name),
                url,
                () -> withItsOwn(name, preparation.prepare()),
                probe,
                site.settings().millis(LocalSettings.STOP_GRACE));
    }

    private Part.Launch withItsOwn(String name, Part.Launch launch) {
        Map<String, String> environment = new TreeMap<>(launch.environment());
        environment.putAll(site.settings().variablesOf(name));
        return new Part.Launch(launch.command(), environment, launch.directory(), launch.afterGoodEnd());
    }

    private Part.Launch launch(
            JavaCommand java, String name, String mainClass, Map<String, String> environment, String... arguments) {
        String part = Kind.ofPart(name).filter(Kind::several).isPresent() ? name.replaceAll("-[0-9]+$", "") : name;
        Path release = releases.get(name);
        ClassPath built = release == null ? ClassPath.of(part) : ClassPath.of(part, release);
        ClassPath classPath = built.behind(site.settings().pathBefore(part));
        SharedArchive archive = archive(name, part, Jdk.current(), classPath);
        java.archive(archive, makesArchives());
        return new Part.Launch(
                java.command(argumentsFile(name), classPath, mainClass, arguments),
                environment,
                folder(name),
                archive::keep);
    }

    private boolean makesArchives() {
        return site.settings().getBoolean(LocalSettings.ARCHIVES);
    }

    private SharedArchive archive(String name, String part, Path jdk, ClassPath classPath) {
        return new SharedArchive(SharedArchive.userCache(), jdk, part, classPath, site.runFile(name + ".jsa"));
    }

    private JavaCommand java(String part) {
        return new JavaCommand(Jdk.current(), site.settings().heapMib(part)).flags(options(part));
    }

    private String[] options(String part) {
        return site.settings().options(part).toArray(String[]::new);
    }

    private Path argumentsFile(String name) {
        return site.runFile(name + ".args");
    }

    private String logging() {
        return "-Dlogback.configurationFile=" + Template.write("logback.xml", Map.of(), site.runFile("logback.xml"));
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(site.folder().of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
