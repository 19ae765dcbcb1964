package io.parley.e2e.stores;

import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row as text, by column; what is null, empty or an empty list is not there, so that both sides say it alike. */
final class Row extends TreeMap<String, String> {

    private static final long serialVersionUID = 1;

    Row with(String column, @Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof Collection<?> list && list.isEmpty())
                || value.toString().isEmpty();
        if (nothing) {
            remove(column);
        } else {
            put(column, String.valueOf(value));
        }
        return this;
    }
}
