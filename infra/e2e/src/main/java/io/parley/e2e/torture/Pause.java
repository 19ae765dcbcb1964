package io.parley.e2e.torture;

import io.parley.e2e.play.Play;
import java.time.Duration;

/** A zombie: the process stands still for longer than anybody waits for it, and then goes on as if nothing had been. */
record Pause(String part, Duration lasts) implements Fault {

    @Override
    public String name() {
        return "pause:" + part;
    }

    @Override
    public String does() {
        return "SIGSTOP to the part's process for longer than its lease, session and transaction";
    }

    @Override
    public String undone() {
        return "SIGCONT";
    }

    @Override
    public String promise() {
        return "what wakes is fenced: it says and writes nothing more under its old name; an edge closes its sockets (1001)";
    }

    @Override
    public void strike(Ground ground) {
        try (Witness witness = Witness.on(ground, part)) {
            ground.stack().pause(part);
            long start = System.nanoTime();
            while (System.nanoTime() - start < lasts.toNanos()) {
                Play.pause();
            }
            ground.stack().resume(part);
            witness.isSentAway();
        }
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().resume(part);
        ground.stack().awaitReady(part);
        Witness.isServed(ground, part);
    }
}
