package io.parley.sinks.cassandra;

import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables as Cassandra keeps them: each cell its own write time, the newest wins, a deletion covers what is not newer. */
final class FakeTables {
    private final Map<List<Object>, Map<String, Cell>> rows = new HashMap<>();
    private final Map<List<Object>, Long> deletions = new HashMap<>();

    void apply(Plan plan) {
        plan.rows().forEach(mutation -> mutation.forEach(this::apply));
        plan.reached().forEach(mutation -> mutation.forEach(this::apply));
    }

    private void apply(RowWrite write) {
        List<Object> row = new ArrayList<>(List.of(write.table().cqlName()));
        row.addAll(write.key().values());
        if (write instanceof Delete) {
            deletions.merge(row, write.stamp(), Math::max);
        } else if (write instanceof Upsert upsert) {
            upsert.columns().forEach((column, value) -> rows.computeIfAbsent(row, any -> new HashMap<>())
                    .merge(column, new Cell(write.stamp(), value), FakeTables::newer));
        }
    }

    private static Cell newer(Cell held, Cell written) {
        if (held.stamp() == written.stamp() && !String.valueOf(held.value()).equals(String.valueOf(written.value()))) {
            throw new AssertionError("two values at one write time: " + held + " and " + written);
        }
        return written.stamp() > held.stamp() ? written : held;
    }

    /** What a reader sees: row to columns, nulls left out. */
    Map<String, Map<String, Object>> visible() {
        Map<String, Map<String, Object>> visible = new TreeMap<>();
        rows.forEach((row, cells) -> {
            long deleted = deletedAt(row);
            Map<String, Object> columns = new TreeMap<>();
            cells.forEach((column, cell) -> {
                if (cell.value() != null && cell.stamp() > deleted) {
                    columns.put(column, cell.value());
                }
            });
            if (!columns.isEmpty()) {
                visible.put(row.toString(), columns);
            }
        });
        return visible;
    }

    private long deletedAt(List<Object> row) {
        long at = Long.MIN_VALUE;
        for (int length = 1; length <= row.size(); length++) {
            at = Math.max(at, deletions.getOrDefault(row.subList(0, length), Long.MIN_VALUE));
        }
        return at;
    }

    private record Cell(long stamp, @Nullable Object value) {}
}
