package io.parley.edge.store;

import java.util.UUID;

/** A stretch of a chat's time, both ends exclusive. */
public record Stretch(UUID after, UUID before) {

    public boolean isEmpty() {
        return Times.ORDER.compare(after, before) >= 0;
    }

    public boolean holds(UUID id) {
        return Times.ORDER.compare(after, id) < 0 && Times.ORDER.compare(id, before) < 0;
    }

    public Stretch within(Stretch other) {
        return new Stretch(Times.later(after, other.after), Times.earlier(before, other.before));
    }

    /** What is left when everything up to and with this one was read in that order. */
    public Stretch beyond(UUID last, Order order) {
        return order == Order.NEWEST_FIRST ? new Stretch(after, last) : new Stretch(last, before);
    }
}
