package io.parley.e2e.torture;

import java.nio.file.Path;

/** A part is ended in good order and started again with what is built in a checkout: a step of a rolling upgrade. */
record Upgrade(String part, String release, Path checkout) implements Fault {

    @Override
    public String name() {
        return part + " to " + release;
    }

    @Override
    public String does() {
        return "SIGTERM to the part, which ends it in good order";
    }

    @Override
    public String undone() {
        return "it is started again with the class path of another build";
    }

    @Override
    public String promise() {
        return "as with a restart";
    }

    @Override
    public void strike(Ground ground) {
        ground.stack().release(part, checkout);
        ground.stack().restart(part);
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().awaitReady(part);
    }
}
