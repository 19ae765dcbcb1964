package io.parley.plan;

/**
 * The processes that hold connections.
 *
 * @param byConnections so many because of the sockets
 * @param byCores so many because of what they do
 * @param cores busy in all of them
 */
record Edges(double connections, int byConnections, int byCores, double cores, double memoryBytesEach) {
    private static final double HEARTBEAT_FRAMES = 2;

    static Edges of(Work second, Load load, Machines machines, UnitCosts costs) {
        double heartbeats = HEARTBEAT_FRAMES * load.connections() / machines.heartbeatSeconds;
        double cores = costs.edge().cores(second.edgeRecords(), second.frames() * load.devices + heartbeats);
        int byConnections = byConnections(load, machines);
        int byCores = (int) Math.ceil(cores / (machines.edgeCores * machines.targetUtilisation));
        double each = load.connections() / Math.max(byConnections, byCores);
        return new Edges(load.connections(), byConnections, byCores, cores, each * machines.connectionKib * 1_024);
    }

    /** One in ten stands by: whoever holds all that it may hold cannot take the connections of one that died. */
    static int byConnections(Load load, Machines machines) {
        return (int) Math.ceil(load.connections() / (machines.edgeConnections * 0.9));
    }

    int count() {
        return Math.max(byConnections, byCores);
    }
}
