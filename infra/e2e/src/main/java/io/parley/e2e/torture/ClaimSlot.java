package io.parley.e2e.torture;

import io.parley.e2e.stores.Leases;
import java.util.OptionalInt;

/** Somebody else claims the slot that an edge holds: a producer with the same transactional id. */
record ClaimSlot(String edge) implements Fault {

    @Override
    public String name() {
        return "claim:" + edge;
    }

    @Override
    public String does() {
        return "a second producer with the transactional id of the edge's slot fences the edge off";
    }

    @Override
    public String undone() {
        return "by itself: the edge closes its sockets (1001) and claims another slot";
    }

    @Override
    public String promise() {
        return "nobody is told anything by two edges under one name";
    }

    @Override
    public void strike(Ground ground) {
        OptionalInt slot = new Leases(ground.cluster()).slotOf(edge);
        if (slot.isPresent()) {
            ground.log().claim("edge-slot-" + slot.getAsInt());
        }
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().awaitReady(edge);
    }
}
