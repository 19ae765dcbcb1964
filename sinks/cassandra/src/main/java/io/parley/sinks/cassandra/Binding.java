package io.parley.sinks.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A write's values in a prepared statement. What the write does not name is not bound, and so stays as it is. */
final class Binding {
    private Binding() {}

    static BoundStatement of(PreparedStatement prepared, String stamp, RowWrite write) {
        BoundStatementBuilder bound = prepared.boundStatementBuilder().setLong(stamp, write.stamp());
        bound = all(bound, write.key());
        if (write instanceof Upsert upsert) {
            bound = all(bound, upsert.columns());
        }
        return bound.build();
    }

    private static BoundStatementBuilder all(
            BoundStatementBuilder bound, Map<String, ? extends @Nullable Object> values) {
        BoundStatementBuilder with = bound;
        for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
            with = one(with, value.getKey(), value.getValue());
        }
        return with;
    }

    private static BoundStatementBuilder one(BoundStatementBuilder bound, String column, @Nullable Object value) {
        if (value == null) {
            return bound.setToNull(column);
        }
        if (value instanceof String text) {
            return bound.setString(column, text);
        }
        if (value instanceof Long number) {
            return bound.setLong(column, number);
        }
        if (value instanceof Integer number) {
            return bound.setInt(column, number);
        }
        if (value instanceof Boolean flag) {
            return bound.setBoolean(column, flag);
        }
        if (value instanceof UUID id) {
            return bound.setUuid(column, id);
        }
        if (value instanceof Instant time) {
            return bound.setInstant(column, time);
        }
        if (value instanceof Set<?> texts) {
            return bound.setSet(
                    column, texts.stream().map(String.class::cast).collect(Collectors.toSet()), String.class);
        }
        return list(bound, column, (List<?>) value);
    }

    private static BoundStatementBuilder list(BoundStatementBuilder bound, String column, List<?> list) {
        if (bound.getType(column) instanceof ListType type && type.getElementType() instanceof TupleType tuple) {
            List<TupleValue> spans = list.stream()
                    .map(MemberSpan.class::cast)
                    .map(span -> tuple.newValue(span.from(), span.to()))
                    .toList();
            return bound.setList(column, spans, TupleValue.class);
        }
        return bound.setList(column, list.stream().map(String.class::cast).toList(), String.class);
    }
}
