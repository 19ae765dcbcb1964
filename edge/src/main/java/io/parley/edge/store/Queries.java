package io.parley.edge.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs statements, each prepared when first used. A failure of any kind is a {@link StoreUnavailable}; a statement that
 * could not be prepared is prepared anew by the next who needs it.
 */
final class Queries {
    private final CompletableFuture<CqlSession> session;
    private final Map<String, CompletionStage<PreparedStatement>> prepared = new ConcurrentHashMap<>();

    Queries(CompletionStage<CqlSession> session) {
        this.session = session.toCompletableFuture();
    }

    CompletionStage<AsyncResultSet> run(String cql, int pageSize, Object... values) {
        CqlSession open = session.isCompletedExceptionally() ? null : session.getNow(null);
        if (open == null) {
            return CompletableFuture.failedFuture(
                    new StoreUnavailable("Cassandra was not reached yet", new IllegalStateException("no session")));
        }
        return statement(open, cql)
                .thenCompose(
                        statement -> open.executeAsync(statement.bind(values).setPageSize(pageSize)))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(failure)));
    }

    private CompletionStage<PreparedStatement> statement(CqlSession open, String cql) {
        CompletionStage<PreparedStatement> known = prepared.get(cql);
        if (known != null) {
            return known;
        }
        CompletionStage<PreparedStatement> made = open.prepareAsync(cql);
        prepared.put(cql, made);
        made.whenComplete((statement, failure) -> {
            if (failure != null) {
                prepared.remove(cql, made);
            }
        });
        return made;
    }

    private static StoreUnavailable unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new StoreUnavailable("Cassandra cannot answer: " + cause.getMessage(), cause);
    }
}
