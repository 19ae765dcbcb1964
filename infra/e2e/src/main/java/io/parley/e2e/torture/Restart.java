package io.parley.e2e.torture;

import java.util.List;

/** Parts are ended in good order and started again, one after the other, as in a rolling upgrade. */
record Restart(String what, List<String> parts) implements Fault {

    Restart(String part) {
        this(part, List.of(part));
    }

    @Override
    public String name() {
        return "restart:" + what;
    }

    @Override
    public String does() {
        return "SIGTERM to each of the parts in turn, which ends them in good order";
    }

    @Override
    public String undone() {
        return "each is started again before the next one ends";
    }

    @Override
    public String promise() {
        return "as with a kill, but an edge says goodbye (1001) and gives its slot back";
    }

    @Override
    public void strike(Ground ground) {
        parts.forEach(ground.stack()::restart);
    }

    @Override
    public void undo(Ground ground) {
        parts.forEach(ground.stack()::awaitReady);
    }
}
