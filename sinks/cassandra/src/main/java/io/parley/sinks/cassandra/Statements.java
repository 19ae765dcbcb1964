package io.parley.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Mutations as the driver's statements: one prepared insert a table, whose absent columns stay unset. */
final class Statements {
    private static final String STAMP = "stamp";

    private final CqlSession session;
    private final Map<Table, PreparedStatement> upserts = new EnumMap<>(Table.class);
    private final Map<String, PreparedStatement> deletes = new HashMap<>();

    /** Prepares all inserts, so that a table that is missing or old shows at once. */
    Statements(CqlSession session) {
        this.session = session;
        for (Table table : Table.values()) {
            upserts.put(table, session.prepare(insert(table)));
        }
    }

    /** One mutation of one partition: the statement itself, or an unlogged batch. */
    Statement<?> of(List<RowWrite> mutation) {
        if (mutation.size() == 1) {
            return bind(mutation.get(0)).setIdempotent(true);
        }
        List<BatchableStatement<?>> parts = new ArrayList<>();
        mutation.forEach(write -> parts.add(bind(write)));
        return BatchStatement.newInstance(BatchType.UNLOGGED, parts).setIdempotent(true);
    }

    private BoundStatement bind(RowWrite write) {
        PreparedStatement prepared = write instanceof Upsert upsert ? upsert(upsert.table()) : delete((Delete) write);
        return Binding.of(prepared, STAMP, write);
    }

    private PreparedStatement upsert(Table table) {
        return Objects.requireNonNull(upserts.get(table));
    }

    private PreparedStatement delete(Delete delete) {
        return deletes.computeIfAbsent(deletion(delete), session::prepare);
    }

    private static String insert(Table table) {
        List<String> columns = new ArrayList<>(table.key());
        columns.addAll(table.columns());
        return "INSERT INTO " + table.cqlName() + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> ":" + column).collect(Collectors.joining(", "))
                + ") USING TIMESTAMP :" + STAMP;
    }

    private static String deletion(Delete delete) {
        return "DELETE FROM " + delete.table().cqlName() + " USING TIMESTAMP :" + STAMP + " WHERE "
                + delete.key().keySet().stream()
                        .map(column -> column + " = :" + column)
                        .collect(Collectors.joining(" AND "));
    }
}
