package io.parley.e2e.torture;

import java.util.List;

/** Kafka forgets how far talk has come, as it does when a group was away for long. */
record ForgetOffsets(List<String> parts) implements Fault {
    private static final String GROUP = "parley-talk";

    @Override
    public String name() {
        return "forget:topologies";
    }

    @Override
    public String does() {
        return "all instances are ended, and the offsets of their group are deleted";
    }

    @Override
    public String undone() {
        return "they are started again, and read every input from its beginning";
    }

    @Override
    public String promise() {
        return "acks wait until they are there; what was decided before is not decided again";
    }

    @Override
    public void strike(Ground ground) {
        parts.forEach(ground.stack()::stop);
        ground.log().forget(GROUP);
    }

    @Override
    public void undo(Ground ground) {
        parts.forEach(ground.stack()::start);
        parts.forEach(ground.stack()::awaitReady);
    }
}
