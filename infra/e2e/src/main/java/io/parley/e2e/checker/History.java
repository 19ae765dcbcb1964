package io.parley.e2e.checker;

import java.util.List;

/** All that was observed of a run. */
public record History(List<Connection> connections, List<Call> calls, List<AtRest> atRest) {}
