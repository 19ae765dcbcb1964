package io.parley.edge.presence;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The users that this edge has said are on it, and when it has to say so again. It says it at once when a user comes, and
 * then once a refresh, a bounded number at a time, the longest ago first. One thread at a time.
 */
final class Attendance {

    /** Says it to Redis. */
    interface Word {
        void here(String user);

        void gone(String user);
    }

    private final long refreshNanos;
    private final int atOnce;
    private final Word word;
    private final Map<String, Long> saidAt = new LinkedHashMap<>();
    private final Set<String> unheard = new LinkedHashSet<>();

    /** @param atOnce users that are refreshed by one call */
    Attendance(Duration refresh, int atOnce, Word word) {
        this.refreshNanos = refresh.toNanos();
        this.atOnce = atOnce;
        this.word = word;
    }

    /** Whatever was said before, this is so now. */
    void settle(String user, boolean here, long now) {
        if (here && !saidAt.containsKey(user)) {
            say(user, now);
        } else if (!here && saidAt.remove(user) != null) {
            unheard.remove(user);
            word.gone(user);
        }
    }

    /** That a user is here was not heard; it is said again with the next refresh. */
    void unheard(String user) {
        if (saidAt.containsKey(user)) {
            unheard.add(user);
        }
    }

    /** Nothing that was said counts any more: all of it is said again. */
    void forgotten() {
        unheard.addAll(saidAt.keySet());
    }

    /** Says again what is due. */
    void refresh(long now) {
        for (int i = 0; i < atOnce; i++) {
            String next = next(now);
            if (next == null) {
                return;
            }
            say(next, now);
        }
    }

    private @Nullable String next(long now) {
        if (!unheard.isEmpty()) {
            return unheard.iterator().next();
        }
        if (saidAt.isEmpty()) {
            return null;
        }
        Map.Entry<String, Long> oldest = saidAt.entrySet().iterator().next();
        return now - oldest.getValue() >= refreshNanos ? oldest.getKey() : null;
    }

    private void say(String user, long now) {
        unheard.remove(user);
        saidAt.remove(user);
        saidAt.put(user, now);
        word.here(user);
    }

    /** Everybody is gone: this edge stops. */
    void clear() {
        Set<String> all = Set.copyOf(saidAt.keySet());
        saidAt.clear();
        unheard.clear();
        all.forEach(word::gone);
    }

    int size() {
        return saidAt.size();
    }
}
