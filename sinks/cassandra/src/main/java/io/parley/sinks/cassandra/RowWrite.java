package io.parley.sinks.cassandra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One write of one row, with the stamp of its event as its write time: whoever comes last in the log wins, however often
 * and in whatever batches it is delivered.
 */
sealed interface RowWrite {
    Table table();

    /** Column to value; of a delete perhaps the beginning of the key, which deletes all rows under it. */
    Map<String, Object> key();

    long stamp();

    /** The partition it lies in, over all constants of one table. */
    default List<Object> partition() {
        List<Object> partition = new ArrayList<>();
        partition.add(table().cqlName());
        table().partitionKey().forEach(column -> partition.add(key().get(column)));
        return partition;
    }

    /** The row, over all writes of one table. */
    default List<Object> row() {
        return new ArrayList<>(key().values());
    }

    /** A column that is not named stays as it is; one that is null is taken away. */
    record Upsert(Table table, Map<String, Object> key, Map<String, @Nullable Object> columns, long stamp)
            implements RowWrite {

        static Builder into(Table table, Object... key) {
            return new Builder(table, keyOf(table, key));
        }

        /** This row after both writes, the later one's columns over the earlier one's. */
        Upsert and(Upsert other) {
            Upsert later = other.stamp >= stamp ? other : this;
            Upsert earlier = other.stamp >= stamp ? this : other;
            Map<String, @Nullable Object> both = new LinkedHashMap<>(earlier.columns);
            both.putAll(later.columns);
            return new Upsert(table, key, Collections.unmodifiableMap(both), later.stamp);
        }
    }

    record Delete(Table table, Map<String, Object> key, long stamp) implements RowWrite {

        static Delete from(Table table, long stamp, Object... key) {
            return new Delete(table, keyOf(table, key), stamp);
        }
    }

    private static Map<String, Object> keyOf(Table table, Object... key) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < key.length; i++) {
            named.put(table.key().get(i), key[i]);
        }
        return Collections.unmodifiableMap(named);
    }

    /** Gathers the columns of an upsert. */
    final class Builder {
        private final Table table;
        private final Map<String, Object> key;
        private final Map<String, @Nullable Object> columns = new LinkedHashMap<>();

        private Builder(Table table, Map<String, Object> key) {
            this.table = table;
            this.key = key;
        }

        /** Sets a column; a null leaves it as it is, because a null that is written is a tombstone. */
        Builder set(String column, @Nullable Object value) {
            if (value != null) {
                columns.put(column, value);
            }
            return this;
        }

        /** Sets a column that may have had a value before: a null takes it away. */
        Builder replace(String column, @Nullable Object value) {
            columns.put(column, value);
            return this;
        }

        Upsert at(long stamp) {
            return new Upsert(table, key, Collections.unmodifiableMap(columns), stamp);
        }
    }
}
