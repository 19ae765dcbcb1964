package io.parley.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.parley.sinks.common.Store;
import io.parley.sinks.common.UnavailableException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables. Connects at the first write and again when the tables were not what they should be, so that a cluster which
 * comes up late, or is emptied and made anew, needs nobody's hand. At most {@code inflight} requests are on their way.
 */
final class TableStore implements Store<RowWrite> {
    private static final Logger LOG = LoggerFactory.getLogger(TableStore.class);

    private final Supplier<CqlSession> sessions;
    private final int maxRows;
    private final Packing packing;
    private final int inflight;
    private @Nullable Connected connected;

    TableStore(Supplier<CqlSession> sessions, int maxRows, Packing packing, int inflight) {
        this.sessions = sessions;
        this.maxRows = maxRows;
        this.packing = packing;
        this.inflight = inflight;
    }

    @Override
    public void write(List<RowWrite> writes) {
        Plan plan = Plan.of(writes, maxRows);
        try {
            Connected to = connect();
            execute(to, plan.rows());
            execute(to, plan.reached());
        } catch (DriverException e) {
            reconnectIfTablesChanged(e);
            throw new UnavailableException("Cassandra does not take the batch: " + e.getMessage(), e);
        }
    }

    private void execute(Connected to, List<List<RowWrite>> mutations) {
        Semaphore permits = new Semaphore(inflight);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        for (Statement<?> request : to.statements().of(mutations)) {
            permits.acquireUninterruptibly();
            if (failed.get() != null) {
                permits.release();
                break;
            }
            to.session().executeAsync(request).whenComplete((result, error) -> {
                if (error != null) {
                    failed.compareAndSet(null, error);
                }
                permits.release();
            });
        }
        permits.acquireUninterruptibly(inflight);
        rethrow(failed.get());
    }

    private static void rethrow(@Nullable Throwable error) {
        if (error instanceof DriverException driver) {
            throw driver.copy();
        }
        if (error != null) {
            throw new IllegalStateException("a write failed for a reason that is not Cassandra's", error);
        }
    }

    private Connected connect() {
        Connected now = connected;
        if (now == null) {
            CqlSession session = sessions.get();
            try {
                now = new Connected(session, new Statements(session, packing));
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
            connected = now;
            LOG.info("writes to keyspace {}", session.getKeyspace().orElse(null));
        }
        return now;
    }

    /** A statement that the cluster refuses was right when it was prepared: the tables are others now. */
    private void reconnectIfTablesChanged(DriverException e) {
        if (e instanceof com.datastax.oss.driver.api.core.servererrors.QueryValidationException) {
            close();
        }
    }

    @Override
    public void close() {
        if (connected != null) {
            connected.session().close();
            connected = null;
        }
    }

    private record Connected(CqlSession session, Statements statements) {}
}
