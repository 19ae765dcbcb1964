package io.parley.topology.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What was used last, up to a weight; of one thread. */
public final class Lru<K, V> {
    private static final float LOAD_FACTOR = 0.75f;

    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private final long maxWeight;
    private final ToIntFunction<V> weigher;
    private long weight;

    public Lru(long maxWeight, ToIntFunction<V> weigher) {
        this.maxWeight = maxWeight;
        this.weigher = weigher;
    }

    public @Nullable V get(K key) {
        return entries.get(key);
    }

    public void put(K key, V value) {
        V before = entries.put(key, value);
        weight += weigher.applyAsInt(value) - (before == null ? 0 : weigher.applyAsInt(before));
        Iterator<Map.Entry<K, V>> oldest = entries.entrySet().iterator();
        while (weight > maxWeight && oldest.hasNext()) {
            weight -= weigher.applyAsInt(oldest.next().getValue());
            oldest.remove();
        }
    }

    public void remove(K key) {
        V before = entries.remove(key);
        weight -= before == null ? 0 : weigher.applyAsInt(before);
    }

    public void clear() {
        entries.clear();
        weight = 0;
    }

    public int size() {
        return entries.size();
    }

    /** Of all that is in it. */
    public long weight() {
        return weight;
    }
}
