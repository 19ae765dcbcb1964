package io.parley.e2e.torture;

/** {@code kill -9}: whatever the part had in memory is gone. */
record Kill(String part) implements Fault {

    @Override
    public String name() {
        return "kill:" + part;
    }

    @Override
    public String does() {
        return "SIGKILL to the part's process";
    }

    @Override
    public String undone() {
        return "the launcher starts it again by itself";
    }

    @Override
    public String promise() {
        return "sockets of a killed edge come back elsewhere; acks wait until the part, or its peer, has taken over";
    }

    @Override
    public void strike(Ground ground) {
        ground.stack().kill(part);
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().awaitReady(part);
    }
}
