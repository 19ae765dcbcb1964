package io.parley.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import io.parley.settings.TrustedCertificates;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Utils;

/** Opens sessions with the cluster that the settings name. */
final class Sessions implements Supplier<CqlSession> {
    private static final int IO_THREADS = 2;
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(200);
    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(5);

    private final AbstractConfig settings;

    Sessions(AbstractConfig settings) {
        this.settings = settings;
    }

    @Override
    public CqlSession get() {
        CqlSessionBuilder builder = CqlSession.builder()
                .withClassLoader(Sessions.class.getClassLoader())
                .withConfigLoader(options())
                .withLocalDatacenter(settings.getString(CassandraSinkSettings.DATACENTER))
                .withKeyspace(settings.getString(CassandraSinkSettings.KEYSPACE));
        for (String point : settings.getList(CassandraSinkSettings.CONTACT_POINTS)) {
            builder.addContactPoint(address(point));
        }
        String user = settings.getString(CassandraSinkSettings.USERNAME);
        if (!user.isEmpty()) {
            builder.withAuthCredentials(
                    user, settings.getPassword(CassandraSinkSettings.PASSWORD).value());
        }
        if (settings.getBoolean(CassandraSinkSettings.TLS)) {
            String ca = settings.getString(CassandraSinkSettings.CA_FILE);
            builder.withSslEngineFactory(new ProgrammaticSslEngineFactory(
                    TrustedCertificates.of(CassandraSinkSettings.CA_FILE, ca), null, true));
        }
        return builder.build();
    }

    /** Reconnects soon, because Connect's own waiting is on top of it. */
    private DriverConfigLoader options() {
        Duration timeout = Duration.ofMillis(settings.getInt(CassandraSinkSettings.REQUEST_TIMEOUT));
        return DriverConfigLoader.programmaticBuilder(Sessions.class.getClassLoader())
                .withString(DefaultDriverOption.SESSION_NAME, "cassandra-sink")
                .withString(
                        DefaultDriverOption.REQUEST_CONSISTENCY, settings.getString(CassandraSinkSettings.CONSISTENCY))
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, timeout)
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, timeout)
                .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, timeout)
                .withStringList(
                        DefaultDriverOption.METADATA_SCHEMA_REFRESHED_KEYSPACES,
                        List.of(settings.getString(CassandraSinkSettings.KEYSPACE)))
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, FIRST_RECONNECT)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, LONGEST_RECONNECT)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, IO_THREADS)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }

    static InetSocketAddress address(String point) {
        String host = Utils.getHost(point);
        Integer port = Utils.getPort(point);
        if (host == null || port == null) {
            throw new ConfigException(
                    CassandraSinkSettings.CONTACT_POINTS, point, "each is HOST:PORT, like 127.0.0.1:9042");
        }
        return new InetSocketAddress(host, port);
    }
}
