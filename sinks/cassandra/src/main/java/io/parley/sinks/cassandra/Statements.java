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
        List<List<BoundStatement>> bound = new ArrayList<>(mutations.size());
        for (List<RowWrite> mutation : mutations) {
            bound.add(mutation.stream().map(this::bind).toList());
        }
        List<Statement<?>> requests = new ArrayList<>();
        for (List<List<BoundStatement>> together : packing.pack(bound, this::nodes, Statements::bytes)) {
            requests.add(request(together));
        }
        return requests;
    }

    private static Statement<?> request(List<List<BoundStatement>> mutations) {
        if (mutations.size() == 1 && mutations.get(0).size() == 1) {
            return mutations.get(0).get(0).setIdempotent(true);
        }
        List<BatchableStatement<?>> parts = new ArrayList<>();
        mutations.forEach(parts::addAll);
        return BatchStatement.newInstance(BatchType.UNLOGGED, parts).setIdempotent(true);
    }

    /** The replicas of a mutation; what has none known goes with what has none known. */
    private Object nodes(List<BoundStatement> mutation) {
        ByteBuffer key = mutation.get(0).getRoutingKey();
        CqlIdentifier keyspace = session.getKeyspace().orElse(null);
        return key == null || keyspace == null
                ? Set.of()
                : session.getMetadata()
                        .getTokenMap()
                        .map(tokens -> tokens.getReplicas(keyspace, key))
                        .orElse(Set.of());
    }

    private static int bytes(List<BoundStatement> mutation) {
        int bytes = 0;
        for (BoundStatement row : mutation) {
            for (ByteBuffer value : row.getValues()) {
                bytes += CELL_BYTES + (value == null ? 0 : value.remaining());
            }
        }
        return bytes;
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
