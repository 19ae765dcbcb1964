package io.parley.e2e.secured;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.parley.local.part.ClassPath;
import io.parley.local.part.RedisBinary;
import io.parley.local.part.Template;
import io.parley.settings.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cassandra and Redis, each over TLS alone and with a user for readers and one for the sink. */
final class SecuredStores implements AutoCloseable {
    static final String READER = "parley_edge";
    static final String WRITER = "parley_sink";
    private static final Path PAGE = Path.of("../../docs/operate.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Certificate certificate;
    private final int cassandraPort;
    private final int redisPort;
    private final Program cassandra;
    private final Program redis;

    private SecuredStores(Path folder, Certificate certificate, List<Integer> ports) throws IOException {
        this.certificate = certificate;
        this.cassandraPort = ports.get(0);
        this.redisPort = ports.get(2);
        this.cassandra = cassandra(Files.createDirectories(folder.resolve("cassandra")), ports.get(1));
        this.redis = redis(Files.createDirectories(folder.resolve("redis")));
    }

    static SecuredStores start(Path folder, Certificate certificate) throws IOException {
        return new SecuredStores(folder, certificate, Ports.free(3));
    }

    private Program cassandra(Path home, int storagePort) throws IOException {
        String yaml = Template.fill(
                        Template.read("cassandra.yaml"),
                        Map.of(
                                "port",
                                Integer.toString(cassandraPort),
                                "port.storage",
                                Integer.toString(storagePort),
                                "folder",
                                home.toString()))
                + """

                authenticator: PasswordAuthenticator
                authorizer: CassandraAuthorizer
                role_manager: CassandraRoleManager
                client_encryption_options:
                  enabled: true
                  optional: false
                  keystore: %s
                  keystore_password: %s
                  store_type: PKCS12
                """
                        .formatted(certificate.store(), Certificate.STORE_PASSWORD);
        Path file = Files.writeString(home.resolve("cassandra.yaml"), yaml);
        Stream<String> options = Template.read("cassandra.options").lines().filter(line -> line.startsWith("-"));
        return Program.java(
                home,
                "cassandra",
                "org.apache.cassandra.service.CassandraDaemon",
                Map.of(),
                Stream.concat(
                                options,
                                Stream.of(
                                        "-Xss512k",
                                        "-javaagent:"
                                                + ClassPath.of("cassandra").jar("jamm-"),
                                        "-Dcassandra.config=" + file.toUri(),
                                        "-Dcassandra.storagedir=" + home))
                        .toArray(String[]::new));
    }

    private Program redis(Path home) throws IOException {
        Path conf = Files.writeString(
                home.resolve("redis.conf"),
                """
                bind 127.0.0.1
                port 0
                tls-port %d
                tls-cert-file %s
                tls-key-file %s
                tls-ca-cert-file %s
                tls-auth-clients no
                dir %s
                save ""
                """
                                .formatted(redisPort, certificate.chain(), certificate.key(), certificate.chain(), home)
                        + page("redis"));
        return Program.start(home, List.of(RedisBinary.find(home).toString(), conf.toString()), Map.of());
    }

    /** Waits until Cassandra lets the first user in, and makes the tables and the two users. */
    void provision() {
        try (CqlSession session = awaitSession()) {
            session.execute(
                    "CREATE KEYSPACE parley WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("USE parley");
            statements(tables()).forEach(session::execute);
            statements(page("cql")).forEach(session::execute);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CqlSession awaitSession() {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            try {
                return CqlSession.builder()
                        .addContactPoint(new InetSocketAddress("127.0.0.1", cassandraPort))
                        .withLocalDatacenter("datacenter1")
                        .withAuthCredentials("cassandra", "cassandra")
                        .withSslContext(TrustedCertificates.of(
                                "test", certificate.chain().toString()))
                        .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                                .build())
                        .build();
            } catch (DriverException e) {
                if (System.nanoTime() > deadline || !cassandra.isAlive()) {
                    throw new IllegalStateException("Cassandra lets nobody in: " + cassandra.log(), e);
                }
                io.parley.e2e.play.Play.pause();
            }
        }
    }

    private static String tables() throws IOException {
        try (InputStream in = Objects.requireNonNull(SecuredStores.class.getResourceAsStream("/cql/tables.cql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> statements(String cql) {
        String bare = cql.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(bare.split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A box of docs/operate.md, with the test's passwords. */
    private static String page(String language) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```" + language + "\n") + language.length() + 4;
        return page.substring(begin, page.indexOf("```", begin))
                .lines()
                .map(line -> line.replace("'PASSWORD'", "'" + Brokers.password(userOf(line)) + "'")
                        .replace(">PASSWORD", ">" + Brokers.password(userOf(line))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String userOf(String line) {
        return line.contains(WRITER) ? WRITER : READER;
    }

    String cassandraNode() {
        return "127.0.0.1:" + cassandraPort;
    }

    String redisUri() {
        return "rediss://127.0.0.1:" + redisPort;
    }

    String logs() {
        return cassandra.log() + redis.log();
    }

    @Override
    public void close() throws InterruptedException {
        cassandra.kill();
        cassandra.close();
        redis.close();
    }
}
