package io.parley.e2e.torture;

import io.parley.e2e.play.Link;
import java.time.Duration;

/** The network between a part and the log is not what it should be, while the part itself is well. */
record BreakNetwork(String part, Link.State state, Duration lasts) implements Fault {

    @Override
    public String name() {
        return switch (state) {
                    case CUT -> "cut:";
                    case SLOW -> "slow:";
                    case ONE_WAY -> "one-way:";
                    case WHOLE, WRITES_HELD -> throw new IllegalStateException(state + " is no fault of its own");
                }
                + part;
    }

    @Override
    public String does() {
        return switch (state) {
            case CUT -> "nothing passes between the part and the log, either way, for longer than its lease or session";
            case SLOW ->
                "whatever passes between the part and the log takes " + Link.SLOW_MS
                        + " ms for each 16 KiB or less, either way";
            default ->
                "what the part writes to the log arrives, but no answer comes back, for longer than its lease or session";
        };
    }

    @Override
    public String undone() {
        return switch (state) {
            case CUT -> "what was held on its way arrives after all";
            case SLOW -> "it is fast again";
            default -> "connections whose answers were lost are reset";
        };
    }

    @Override
    public String promise() {
        return switch (state) {
            case SLOW -> "acks take longer";
            default ->
                "the edge closes its sockets (1001), and takes people in again, and their sends, once it has claimed a slot; a topology's chats go on elsewhere; what arrives late or a second time changes nothing";
        };
    }

    @Override
    public void strike(Ground ground) {
        try (Witness witness = Witness.on(ground, part)) {
            ground.cluster().link(part).become(state);
            if (state != Link.State.SLOW) {
                witness.isSentAway();
            }
        }
    }

    @Override
    public void undo(Ground ground) {
        ground.cluster().link(part).become(Link.State.WHOLE);
        ground.stack().awaitReady(part);
        Witness.isServed(ground, part);
    }
}
