package io.parley.topology.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store of records with its newest rows decoded at hand, absent ones too. Written through, so that the store is always
 * the truth; {@link #open} forgets what is at hand, because a task that is revived gets its old processor with a store
 * that was restored. A value that was given or got must not be changed any more.
 */
public final class Table<V extends SpecificRecord> {

    /** Looks at one row; false ends the scan. */
    @FunctionalInterface
    public interface Visitor<V> {
        boolean visit(Bytes key, V value);
    }

    private final String name;
    private final StateSerde<V> serde;
    private final Lru<Bytes, Optional<V>> atHand;
    private @Nullable KeyValueStore<Bytes, byte[]> store;

    public Table(String name, StateSerde<V> serde, int cacheRows) {
        this(name, serde, cacheRows, value -> 1);
    }

    public Table(String name, StateSerde<V> serde, long cacheWeight, ToIntFunction<V> weigher) {
        this.name = name;
        this.serde = serde;
        this.atHand = new Lru<>(cacheWeight, row -> row.map(weigher::applyAsInt).orElse(1));
    }

    public void open(ProcessorContext<?, ?> context) {
        store = context.getStateStore(name);
        atHand.clear();
    }

    public @Nullable V get(Bytes key) {
        Optional<V> known = atHand.get(key);
        if (known == null) {
            byte[] bytes = store().get(key);
            known = bytes == null ? Optional.empty() : Optional.of(serde.decode(bytes));
            atHand.put(key, known);
        }
        return known.orElse(null);
    }

    public void put(Bytes key, V value) {
        store().put(key, serde.encode(value));
        atHand.put(key, Optional.of(value));
    }

    /** For who must know a value's size before it is put. */
    public byte[] encode(V value) {
        return serde.encode(value);
    }

    /** Puts what {@link #encode} made. */
    public void putEncoded(Bytes key, byte[] bytes) {
        store().put(key, bytes);
        atHand.remove(key);
    }

    /** Many at once, which costs the store less than one after the other; what has no value is deleted. */
    public void putAll(List<KeyValue<Bytes, @Nullable V>> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> encoded = new ArrayList<>(changed.size());
        for (KeyValue<Bytes, @Nullable V> row : changed) {
            encoded.add(KeyValue.pair(row.key, row.value == null ? null : serde.encode(row.value)));
        }
        store().putAll(encoded);
        changed.forEach(row -> atHand.put(row.key, Optional.ofNullable(row.value)));
    }

    public void delete(Bytes key) {
        // By put: delete would read the old row to return it.
        store().put(key, null);
        atHand.put(key, Optional.empty());
    }

    /** Rows from one key to another, both included, in the order of their keys; whether the visitor never had enough. */
    public boolean scan(Bytes from, Bytes to, Visitor<V> visitor) {
        try (KeyValueIterator<Bytes, byte[]> rows = store().range(from, to)) {
            return visitAll(rows, visitor);
        }
    }

    /** As {@link #scan}, of rows that are deleted at their front. */
    public boolean scan(Front front, Bytes asked, Bytes to, Visitor<V> visitor) {
        Bytes from = front.from(asked);
        if (from.compareTo(to) > 0) {
            return true;
        }
        try (KeyValueIterator<Bytes, byte[]> rows = store().range(from, to)) {
            front.found(asked, rows.hasNext() ? rows.peekNextKey() : to);
            return visitAll(rows, visitor);
        }
    }

    /** As {@link #scan}, newest first. */
    public void scanBack(Bytes from, Bytes to, Visitor<V> visitor) {
        try (KeyValueIterator<Bytes, byte[]> rows = store().reverseRange(from, to)) {
            visitAll(rows, visitor);
        }
    }

    /** From a key to the end of the store. */
    public void scanFrom(Bytes from, Visitor<V> visitor) {
        try (KeyValueIterator<Bytes, byte[]> rows = store().range(from, null)) {
            visitAll(rows, visitor);
        }
    }

    private boolean visitAll(KeyValueIterator<Bytes, byte[]> rows, Visitor<V> visitor) {
        boolean more = true;
        while (more && rows.hasNext()) {
            KeyValue<Bytes, byte[]> row = rows.next();
            more = visitor.visit(row.key, serde.decode(row.value));
        }
        return more;
    }

    private KeyValueStore<Bytes, byte[]> store() {
        if (store == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return store;
    }
}
