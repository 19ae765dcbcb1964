package io.parley.topology.state;

import org.apache.kafka.common.utils.Bytes;

/** The {@link Front} of each {@code id/number} of a store, of those that were asked for last. */
public final class Fronts {
    private final Lru<String, Front> fronts;

    public Fronts(int ids) {
        fronts = new Lru<>(ids, front -> 1);
    }

    public void forget() {
        fronts.clear();
    }

    public Front of(String id) {
        Front front = fronts.get(id);
        if (front == null) {
            front = new Front(Keys.of(id, 0));
            fronts.put(id, front);
        }
        return front;
    }

    /** A row was put. */
    public void put(String id, Bytes key) {
        Front front = fronts.get(id);
        if (front != null) {
            front.put(key);
        }
    }
}
