package io.parley.sinks.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Mutations as the driver's statements: one prepared insert a table, whose absent columns stay unset. */
final class Statements {
    private static final String STAMP = "stamp";
    // What Cassandra counts of a cell besides its value: write time, lifetime, deletion time.
    private static final int CELL_BYTES = 20;

    private final CqlSession session;
    private final Packing packing;
    private final Map<Table, PreparedStatement> upserts = new EnumMap<>(Table.class);
    private final Map<String, PreparedStatement> deletes = new HashMap<>();

    /** Prepares all inserts, so that a table that is missing or old shows at once. */
    Statements(CqlSession session, Packing packing) {
        this.session = session;
        this.packing = packing;
        for (Table table : Table.values()) {
            upserts.put(table, session.prepare(insert(table)));
        }
    }

    /**
     * Mutations of one partition each as requests. Each stays whole: a node applies what a batch holds for one partition
     * at once, whatever else is in it.
     */
    List<Statement<?>> of(List<List<RowWrite>> mutations) {
        List<Mutation> bound = mutations.stream().map(this::mutation).toList();
        List<Statement<?>> requests = new ArrayList<>();
        for (List<Mutation> together : packing.pack(bound, this::nodes, Mutation::bytes)) {
            requests.add(request(together));
        }
        return requests;
    }

    /** What goes to one partition, and about how much Cassandra counts it for. */
    private record Mutation(List<BoundStatement> rows, int bytes) {}

    private Mutation mutation(List<RowWrite> writes) {
        List<BoundStatement> rows = new ArrayList<>(writes.size());
        int bytes = 0;
        for (RowWrite write : writes) {
            BoundStatement row = bind(write);
            rows.add(row);
            bytes += CELL_BYTES * cells(write);
            for (ByteBuffer value : row.getValues()) {
                bytes += value == null ? 0 : value.remaining();
            }
        }
        return new Mutation(rows, bytes);
    }

    private static int cells(RowWrite write) {
        int cells = write.key().size();
        if (write instanceof Upsert upsert) {
            for (Object value : upsert.columns().values()) {
                cells += value instanceof Set<?> several ? several.size() : 1;
            }
        }
        return cells;
    }

    private static Statement<?> request(List<Mutation> mutations) {
        List<BatchableStatement<?>> parts = new ArrayList<>();
        mutations.forEach(mutation -> parts.addAll(mutation.rows()));
        if (parts.size() == 1) {
            return mutations.get(0).rows().get(0).setIdempotent(true);
        }
        return BatchStatement.newInstance(BatchType.UNLOGGED, parts).setIdempotent(true);
    }

    /** The replicas of a mutation; what has none known goes with what has none known. */
    private Object nodes(Mutation mutation) {
        ByteBuffer key = mutation.rows().get(0).getRoutingKey();
        CqlIdentifier keyspace = session.getKeyspace().orElse(null);
        return key == null || keyspace == null
                ? Set.of()
                : session.getMetadata()
                        .getTokenMap()
                        .map(tokens -> tokens.getReplicas(keyspace, key))
                        .orElse(Set.of());
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
