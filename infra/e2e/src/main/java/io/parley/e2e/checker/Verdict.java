package io.parley.e2e.checker;

import java.util.ArrayList;
import java.util.List;

/** Collects violations; of each law the first {@link #KEPT} are kept, since one fault often shows a thousand times. */
final class Verdict {

    static final int KEPT = 50;

    private final List<Violation> violations = new ArrayList<>();
    private final int[] counts = new int[Law.values().length];

    void broken(Law law, String what, Object... arguments) {
        if (counts[law.ordinal()]++ < KEPT) {
            violations.add(new Violation(law, String.format(what, arguments)));
        }
    }

    void unless(boolean holds, Law law, String what, Object... arguments) {
        if (!holds) {
            broken(law, what, arguments);
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
