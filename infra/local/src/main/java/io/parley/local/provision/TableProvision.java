package io.parley.local.provision;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.parley.local.Trouble;
import io.parley.local.part.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Makes the keyspace and the tables of the schemas' CQL. Every statement says IF NOT EXISTS, so that it may come again. */
public final class TableProvision {
    private static final String RESOURCE = "/cql/tables.cql";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final InetSocketAddress node;
    private final String datacenter;
    private final String keyspace;

    public TableProvision(InetSocketAddress node, String datacenter, String keyspace) {
        this.node = node;
        this.datacenter = datacenter;
        this.keyspace = keyspace;
    }

    /** Loads the driver's classes, which takes a second that can pass while Cassandra still starts. */
    public static void warmUp() {
        config();
    }

    public void run() {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(node)
                .withLocalDatacenter(datacenter)
                .withConfigLoader(config())
                .build()) {
            session.execute("CREATE KEYSPACE IF NOT EXISTS " + keyspace
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
            session.execute("USE " + keyspace);
            statements(read()).forEach(session::execute);
        } catch (DriverException e) {
            throw new Trouble("The tables cannot be made: " + e.getMessage() + ".", "See the log of cassandra.");
        }
    }

    /** One node, one connection, and no picture of the schema, which the driver would fetch anew after each statement. */
    private static DriverConfigLoader config() {
        return DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, TIMEOUT)
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }

    /** The statements of a CQL text without comments at line ends and with a semicolon behind each. */
    static List<String> statements(String cql) {
        String bare = cql.lines()
                .map(line -> line.strip().startsWith("--") ? "" : line)
                .reduce("", (all, line) -> all + line + "\n");
        return Arrays.stream(bare.split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String read() {
        try (InputStream in = Template.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
