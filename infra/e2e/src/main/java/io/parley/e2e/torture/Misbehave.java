package io.parley.e2e.torture;

/** Somebody who is not as clients should be, on a socket of their own; they are judged with the rest. */
record Misbehave(Manner manner) implements Fault {

    @Override
    public String name() {
        return manner.word() + ":somebody";
    }

    @Override
    public String does() {
        return manner.does();
    }

    @Override
    public String undone() {
        return manner.undone();
    }

    @Override
    public String promise() {
        return "nobody else notices";
    }

    @Override
    public void strike(Ground ground) {
        manner.act(ground);
    }

    @Override
    public void undo(Ground ground) {
        // Who misbehaved has come back already, or stays away.
    }
}
