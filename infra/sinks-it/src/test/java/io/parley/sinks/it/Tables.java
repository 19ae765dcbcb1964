package io.parley.sinks.it;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import io.parley.local.Stack;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables as a reader sees them. */
final class Tables implements AutoCloseable {
    static final List<String> NAMES =
            List.of("messages", "reactions", "buckets", "files", "chats", "members", "marks", "chats_by_user", "users");

    private final CqlSession session;

    Tables(Stack stack) {
        String[] address = stack.cassandra().split(":");
        this.session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(stack.datacenter())
                .withKeyspace(stack.keyspace())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(1))
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build())
                .build();
    }

    @Nullable
    Row one(String query, Object... values) {
        return session.execute(query, values).one();
    }

    List<Row> all(String query, Object... values) {
        return session.execute(query, values).all();
    }

    void truncate() {
        NAMES.forEach(table -> session.execute("TRUNCATE " + table));
    }

    /** Every row of every table. */
    Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new TreeMap<>();
        for (String table : NAMES) {
            contents.put(
                    table,
                    all("SELECT JSON * FROM " + table).stream()
                            .map(row -> row.getString(0))
                            .sorted()
                            .toList());
        }
        return contents;
    }

    @Override
    public void close() {
        session.close();
    }
}
