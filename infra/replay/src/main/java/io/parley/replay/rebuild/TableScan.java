package io.parley.replay.rebuild;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a table whole, or a range of its tokens, in pages. */
final class TableScan {
    private final CqlSession session;
    private final String table;
    private final List<String> key;
    private final String select;
    private final String token;

    private TableScan(CqlSession session, String keyspace, String table, List<Column> columns) {
        this.session = session;
        this.table = keyspace + "." + table;
        this.key = columns.stream()
                .filter(column ->
                        !column.kind().equals("regular") && !column.kind().equals("static"))
                .map(Column::name)
                .toList();
        this.token = "token(" + names(columns, "partition_key") + ")";
        this.select = "SELECT " + token + " AS at_token, "
                + String.join(", ", columns.stream().map(Column::name).toList()) + " FROM " + this.table;
    }

    private record Column(String name, String kind, int position) {}

    static TableScan of(CqlSession session, String keyspace, String table) {
        List<Column> columns = new ArrayList<>();
        session.execute(
                        "SELECT column_name, kind, position FROM system_schema.columns WHERE keyspace_name = ? AND table_name = ?",
                        keyspace,
                        table)
                .forEach(row -> columns.add(new Column(
                        String.valueOf(row.getString("column_name")),
                        String.valueOf(row.getString("kind")),
                        row.getInt("position"))));
        columns.sort(java.util.Comparator.comparing(Column::kind)
                .thenComparing(Column::position)
                .thenComparing(Column::name));
        return new TableScan(session, keyspace, table, columns);
    }

    static List<String> tables(CqlSession session, String keyspace) {
        List<String> names = new ArrayList<>();
        session.execute("SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace)
                .forEach(row -> names.add(String.valueOf(row.getString("table_name"))));
        return names;
    }

    private static String names(List<Column> columns, String kind) {
        return String.join(
                ", ",
                columns.stream()
                        .filter(column -> column.kind().equals(kind))
                        .map(Column::name)
                        .toList());
    }

    Buckets digest() {
        Buckets buckets = new Buckets();
        session.execute(select).forEach(row -> buckets.add(row.getLong("at_token"), digest(row)));
        return buckets;
    }

    /** The rows of some ranges, by their primary keys as people read them. */
    Map<String, RowDigest> rows(int[] ranges) {
        Map<String, RowDigest> rows = new TreeMap<>();
        for (int range : ranges) {
            session.execute(
                            select + " WHERE " + token + " >= ? AND " + token + " <= ?",
                            Buckets.first(range),
                            Buckets.last(range))
                    .forEach(row -> rows.put(name(row), digest(row)));
        }
        return rows;
    }

    private String name(Row row) {
        return String.join(
                " / ",
                key.stream().map(name -> String.valueOf(row.getObject(name))).toList());
    }

    /** All columns but the token, which stands first. */
    private static RowDigest digest(Row row) {
        List<@Nullable ByteBuffer> columns = new ArrayList<>();
        for (int i = 1; i < row.getColumnDefinitions().size(); i++) {
            columns.add(row.getBytesUnsafe(i));
        }
        return RowDigest.of(columns);
    }
}
