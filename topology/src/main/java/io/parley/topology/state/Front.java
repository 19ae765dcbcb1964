package io.parley.topology.state;

import org.apache.kafka.common.utils.Bytes;

/**
 * Where rows begin that are deleted at their front. A store keeps a mark for each deleted row until it is compacted, and a
 * scan from the very beginning would pass over all of them each time. Only in memory: the first scan finds it again.
 */
public final class Front {
    private Bytes first;

    /** @param lowest key that a row can have */
    public Front(Bytes lowest) {
        this.first = lowest;
    }

    /** Where a scan begins that asks for rows from this key on. */
    public Bytes from(Bytes asked) {
        return asked.compareTo(first) > 0 ? asked : first;
    }

    /** A scan from {@code asked} on found no row before this key. */
    public void found(Bytes asked, Bytes key) {
        if (asked.compareTo(first) <= 0 && key.compareTo(first) > 0) {
            first = key;
        }
    }

    public void put(Bytes key) {
        if (key.compareTo(first) < 0) {
            first = key;
        }
    }
}
