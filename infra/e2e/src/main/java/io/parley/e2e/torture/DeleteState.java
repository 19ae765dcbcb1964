package io.parley.e2e.torture;

/** A topology instance loses its disk. */
record DeleteState(String part) implements Fault {

    @Override
    public String name() {
        return "wipe:" + part;
    }

    @Override
    public String does() {
        return "the instance is ended and its state folder deleted";
    }

    @Override
    public String undone() {
        return "it is started again and restores from the changelogs";
    }

    @Override
    public String promise() {
        return "its chats wait until the other instance has restored them";
    }

    @Override
    public void strike(Ground ground) {
        ground.stack().stop(part);
        ground.deleteFolder(part);
    }

    @Override
    public void undo(Ground ground) {
        ground.stack().start(part);
    }
}
