package io.parley.edge.presence;

import io.parley.edge.protocol.PresenceStatus;
import io.parley.edge.protocol.ServerFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the connections of this edge watch: one subscription for each user, however many watch them, and only while
 * somebody does. One thread at a time.
 */
final class Watchlist {

    /** Asks Redis; what it says comes back to {@link #sighted}, {@link #unread} and {@link #subscribed}. */
    interface Source {
        boolean isUp();

        void subscribe(Collection<String> users);

        void unsubscribe(Collection<String> users);

        void read(String user);
    }

    private final int most;
    private final Duration grace;
    private final Duration patience;
    private final Source source;
    private final Map<String, Watched> watched = new HashMap<>();
    private final Map<Hearer, Set<String>> sets = new HashMap<>();

    /**
     * @param most users at once; of more nothing is known
     * @param patience how long a connection waits for its answer before it is unknown
     */
    Watchlist(int most, Duration grace, Duration patience, Source source) {
        this.most = most;
        this.grace = grace;
        this.patience = patience;
        this.source = source;
    }

    /** The connection watches these and no others, and is told of each of {@code asked}. */
    void replace(Hearer hearer, Collection<String> asked, Set<String> visible, long now) {
        Set<String> before = sets.getOrDefault(hearer, Set.of());
        forget(hearer, minus(before, visible));
        Set<String> kept = new HashSet<>();
        Set<String> fresh = new HashSet<>();
        for (String user : asked) {
            Watched there = visible.contains(user) ? watched(user, fresh) : null;
            if (there == null) {
                tellUnknown(hearer, user);
            } else {
                kept.add(user);
                there.add(hearer, now, patience);
            }
        }
        remember(hearer, kept);
        begin(fresh, kept);
    }

    /** What the connection may see has changed; it is told of the differences alone. */
    void adjust(Hearer hearer, Set<String> visible, long now) {
        Set<String> before = sets.getOrDefault(hearer, Set.of());
        Set<String> lost = minus(before, visible);
        forget(hearer, lost);
        lost.forEach(user -> tellUnknown(hearer, user));
        Set<String> kept = new HashSet<>(before);
        kept.removeAll(lost);
        Set<String> fresh = new HashSet<>();
        for (String user : minus(visible, before)) {
            Watched there = watched(user, fresh);
            if (there != null) {
                kept.add(user);
                there.add(hearer, now, patience);
            }
        }
        remember(hearer, kept);
        begin(fresh, kept);
    }

    void remove(Hearer hearer) {
        Set<String> all = sets.remove(hearer);
        if (all != null) {
            forget(hearer, all);
        }
    }

    private @Nullable Watched watched(String user, Set<String> fresh) {
        Watched there = watched.get(user);
        if (there == null && watched.size() < most) {
            there = new Watched(user);
            watched.put(user, there);
            fresh.add(user);
        }
        return there;
    }

    private void begin(Set<String> fresh, Set<String> all) {
        if (!source.isUp()) {
            all.forEach(this::nothingIsKnown);
        } else if (!fresh.isEmpty()) {
            source.subscribe(fresh);
        }
    }

    private void nothingIsKnown(String user) {
        Watched there = watched.get(user);
        if (there != null) {
            there.disconnected();
        }
    }

    private void remember(Hearer hearer, Set<String> users) {
        if (users.isEmpty()) {
            sets.remove(hearer);
        } else {
            sets.put(hearer, users);
        }
    }

    private void forget(Hearer hearer, Collection<String> users) {
        List<String> alone = new ArrayList<>();
        for (String user : users) {
            Watched there = watched.get(user);
            if (there != null && !there.remove(hearer)) {
                watched.remove(user);
                alone.add(user);
            }
        }
        if (!alone.isEmpty()) {
            source.unsubscribe(alone);
        }
    }

    private static void tellUnknown(Hearer hearer, String user) {
        hearer.tell("presence", ServerFrames.presence(user, PresenceStatus.UNKNOWN, null));
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    // What Redis says.

    /** There is a new connection to Redis: everybody is subscribed to anew, and then read. */
    void up() {
        if (!watched.isEmpty()) {
            source.subscribe(watched.keySet());
        }
    }

    void down() {
        watched.values().forEach(Watched::disconnected);
    }

    void subscribed(String user) {
        if (watched.containsKey(user)) {
            source.read(user);
        }
    }

    void sighted(String user, Sighting sighting, long now) {
        Watched there = watched.get(user);
        if (there != null) {
            there.sighted(sighting, now, grace);
        }
    }

    void unread(String user, long now) {
        Watched there = watched.get(user);
        if (there != null) {
            there.unread(now);
        }
    }

    /** Something may have been missed: everybody is read again. */
    void readAll() {
        watched.keySet().forEach(source::read);
    }

    /** Looks after what is due: users whose edges may have died, and what had to wait. */
    void tick(long now) {
        watched.forEach((user, there) -> {
            there.showWhatIsDue(now);
            if (source.isUp() && there.takeRead(now)) {
                source.read(user);
            }
        });
    }

    int size() {
        return watched.size();
    }
}
