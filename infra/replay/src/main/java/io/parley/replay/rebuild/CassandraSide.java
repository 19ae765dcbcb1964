package io.parley.replay.rebuild;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.part.Site;
import io.parley.local.provision.TableProvision;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cassandra: the copy is a second keyspace. A keyspace has its name for ever, so what differs is emptied, and the living
 * connector reads the log again from its first record; what does not differ is only written over with what it holds.
 */
final class CassandraSide implements Side {
    static final String COPY = Site.KEYSPACE + "_rebuild";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final InetSocketAddress node;
    private final CqlSession session;

    CassandraSide(String address) {
        int colon = address.lastIndexOf(':');
        this.node = new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        this.session = CqlSession.builder()
                .addContactPoint(node)
                .withLocalDatacenter(Site.DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                        .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                        .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                        .build())
                .build();
    }

    @Override
    public String connector() {
        return "cassandra-sink";
    }

    @Override
    public void redirect(ObjectNode config) {
        config.put("cassandra.keyspace", COPY);
    }

    @Override
    public void prepare() {
        drop();
        new TableProvision(node, Site.DATACENTER, COPY).run();
    }

    @Override
    public List<Difference> compare(Sources sources) {
        List<Difference> differences = new ArrayList<>();
        for (String table : TableScan.tables(session, COPY)) {
            TableScan live = TableScan.of(session, Site.KEYSPACE, table);
            TableScan copy = TableScan.of(session, COPY, table);
            Buckets liveRows = live.digest();
            Buckets copyRows = copy.digest();
            int[] ranges = liveRows.differing(copyRows);
            differences.add(Difference.of(
                    table,
                    liveRows.rows(),
                    copyRows.rows(),
                    sources.isWhole(table),
                    false,
                    live.rows(ranges),
                    copy.rows(ranges)));
        }
        return differences;
    }

    @Override
    public boolean replace(List<Difference> differences, Sources sources, Replacing replacing) throws Exception {
        Connect connect = replacing.connect();
        connect.stop(connector());
        try {
            // First: whatever ends this halfway, a table that was emptied is read again from the beginning.
            connect.forgetOffsets(connector());
            for (Difference difference : differences) {
                if (!difference.isSame() && difference.whole()) {
                    session.execute("TRUNCATE " + Site.KEYSPACE + "." + difference.part());
                }
            }
        } finally {
            connect.resume(connector());
        }
        replacing.catching().up(connector());
        return true;
    }

    @Override
    public void drop() {
        session.execute("DROP KEYSPACE IF EXISTS " + COPY);
    }

    @Override
    public void close() {
        session.close();
    }
}
