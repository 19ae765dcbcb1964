package io.parley.edge.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.internal.core.connection.ExponentialReconnectionPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import io.parley.settings.TrustedCertificates;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Opens the driver's session. It does not wait for Cassandra: the stage completes whenever Cassandra first answers, and
 * from then on the driver reconnects by itself.
 */
final class CassandraSession {
    private static final int DEFAULT_PORT = 9042;
    private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
    private static final Duration RECONNECT_MOST = Duration.ofSeconds(2);

    private CassandraSession() {}

    static CompletionStage<CqlSession> open(StoreSettings settings) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(config(settings))
                .withLocalDatacenter(settings.getString(StoreSettings.DATACENTER));
        settings.getList(StoreSettings.CONTACT_POINTS).forEach(point -> builder.addContactPoint(address(point)));
        String username = settings.getString(StoreSettings.USERNAME);
        if (!username.isEmpty()) {
            builder.withAuthCredentials(
                    username, settings.getPassword(StoreSettings.PASSWORD).value());
        }
        if (settings.getBoolean(StoreSettings.TLS)) {
            String ca = settings.getString(StoreSettings.CA_FILE);
            builder.withSslEngineFactory(
                    new ProgrammaticSslEngineFactory(TrustedCertificates.of(StoreSettings.CA_FILE, ca), null, true));
        }
        return builder.buildAsync();
    }

    private static DriverConfigLoader config(StoreSettings settings) {
        return DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.SESSION_NAME, "edge")
                .withBoolean(DefaultDriverOption.RECONNECT_ON_INIT, true)
                .withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS, ExponentialReconnectionPolicy.class)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, RECONNECT_FIRST)
                .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, RECONNECT_MOST)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, settings.getString(StoreSettings.CONSISTENCY))
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.millis(StoreSettings.REQUEST_TIMEOUT))
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
                .withClass(DefaultDriverOption.REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
                .withInt(
                        DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS,
                        settings.getInt(StoreSettings.REQUESTS))
                .withInt(
                        DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE,
                        settings.getInt(StoreSettings.REQUESTS_QUEUED))
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withInt(DefaultDriverOption.NETTY_IO_SIZE, 2)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SIZE, 1)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build();
    }

    private static InetSocketAddress address(String point) {
        int colon = point.lastIndexOf(':');
        return colon < 0
                ? new InetSocketAddress(point, DEFAULT_PORT)
                : new InetSocketAddress(point.substring(0, colon), Integer.parseInt(point.substring(colon + 1)));
    }
}
