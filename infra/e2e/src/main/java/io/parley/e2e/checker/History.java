package io.parley.e2e.checker;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** All that was observed of a run. */
public record History(List<Connection> connections, List<Call> calls, List<AtRest> atRest) {
    private static final Set<String> CHANGES = Set.of("edited", "deleted", "reaction");

    /** How many frames were heard. */
    public long frames() {
        return heard(frame -> true);
    }

    /** How much there is to judge. */
    public String size() {
        return String.format(
                "%d connections, %d frames (%d of changes, %d refused as blocked), %d calls, %d at rest",
                connections.size(),
                frames(),
                heard(frame -> CHANGES.contains(frame.type())),
                heard(frame -> frame.text("code").equals("blocked")),
                calls.size(),
                atRest.size());
    }

    private long heard(Predicate<Frame> wanted) {
        return connections.stream()
                .flatMap(connection -> connection.received().stream())
                .filter(wanted)
                .count();
    }
}
