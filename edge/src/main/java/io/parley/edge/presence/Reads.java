package io.parley.edge.presence;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Asks Redis about users, a bounded number at a time, each once however often it is wanted meanwhile. One thread. */
final class Reads {
    private static final int AT_ONCE = 1_000;

    /** Hears what Redis said; null when it could not be asked. */
    @FunctionalInterface
    interface Outcome {
        void of(String user, @Nullable Sighting sighting);
    }

    private final Link link;
    private final Executor thread;
    private final Outcome outcome;
    private final Set<String> wanted = new LinkedHashSet<>();
    private int underWay;

    Reads(Link link, Executor thread, Outcome outcome) {
        this.link = link;
        this.thread = thread;
        this.outcome = outcome;
    }

    void want(String user) {
        wanted.add(user);
        begin();
    }

    private void begin() {
        while (underWay < AT_ONCE && !wanted.isEmpty()) {
            String user = wanted.iterator().next();
            wanted.remove(user);
            underWay++;
            var unused =
                    link.read(user).whenComplete((sighting, failure) -> thread.execute(() -> done(user, sighting)));
        }
    }

    private void done(String user, @Nullable Sighting sighting) {
        underWay--;
        outcome.of(user, link.isUp() ? sighting : null);
        begin();
    }
}
