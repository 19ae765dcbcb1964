package io.parley.topology.state;

import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store whose rows are their keys: an index by time. */
public final class Raw {
    private static final byte[] NOTHING = new byte[0];
    private static final Bytes LOWEST = Bytes.wrap(NOTHING);

    private final String name;
    private Front front = new Front(LOWEST);
    private @Nullable KeyValueStore<Bytes, byte[]> store;

    public Raw(String name) {
        this.name = name;
    }

    public void open(ProcessorContext<?, ?> context) {
        store = context.getStateStore(name);
        front = new Front(LOWEST);
    }

    public void add(Bytes key) {
        front.put(key);
        store().put(key, NOTHING);
    }

    public void delete(Bytes key) {
        store().put(key, null);
    }

    /** The first key between two, both included, of those that are deleted at their front. */
    public @Nullable Bytes first(Front of, Bytes asked, Bytes to) {
        Bytes from = of.from(asked);
        if (from.compareTo(to) > 0) {
            return null;
        }
        try (KeyValueIterator<Bytes, byte[]> rows = store().range(from, to)) {
            Bytes first = rows.hasNext() ? rows.next().key : null;
            of.found(asked, first == null ? to : first);
            return first;
        }
    }

    /** The last key between two, both included. */
    public @Nullable Bytes last(Bytes from, Bytes to) {
        try (KeyValueIterator<Bytes, byte[]> rows = store().reverseRange(from, to)) {
            return rows.hasNext() ? rows.next().key : null;
        }
    }

    /** Keys up to one, included, the lowest first, until the visitor has enough. */
    public void scanTo(Bytes to, Predicate<Bytes> visitor) {
        Bytes from = front.from(LOWEST);
        if (from.compareTo(to) > 0) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> rows = store().range(from, to)) {
            front.found(LOWEST, rows.hasNext() ? rows.peekNextKey() : to);
            boolean more = true;
            while (more && rows.hasNext()) {
                more = visitor.test(rows.next().key);
            }
        }
    }

    private KeyValueStore<Bytes, byte[]> store() {
        if (store == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return store;
    }
}
