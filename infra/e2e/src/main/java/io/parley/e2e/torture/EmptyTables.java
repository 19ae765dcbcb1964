package io.parley.e2e.torture;

import io.parley.e2e.stores.Wiping;

/** All of Cassandra's tables lose their rows, and are made anew from the beginning of the log. */
record EmptyTables() implements Fault {
    private static final String SINK = "cassandra-sink";

    @Override
    public String name() {
        return "empty:cassandra";
    }

    @Override
    public String does() {
        return "the sink is stopped, every table is truncated, and the sink's offsets are deleted";
    }

    @Override
    public String undone() {
        return "the sink begins at offset 0";
    }

    @Override
    public String promise() {
        return "sockets notice nothing; REST has holes or says 503 until the tables have come up, and then says the same as before";
    }

    @Override
    public void strike(Ground ground) {
        ground.connectors().stop(SINK);
        Wiping.truncate(ground.cluster());
        ground.connectors().forgetOffsets(SINK);
    }

    @Override
    public void undo(Ground ground) {
        ground.connectors().resume(SINK);
    }
}
