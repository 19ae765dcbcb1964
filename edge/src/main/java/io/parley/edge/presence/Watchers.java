package io.parley.edge.presence;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The connections that watch somebody, and what each of them may see. Runs on the hints' thread alone. */
final class Watchers {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(6);

    private final SharedChats shared;
    private final Watchlist watchlist;
    private final Executor thread;
    private final LongSupplier clock;
    private final Map<Hearer, Watching> all = new HashMap<>();
    private final Map<String, Set<Hearer>> byUser = new HashMap<>();

    /** What follows when it is known who may be seen; null when the tables cannot say. */
    @FunctionalInterface
    private interface Outcome {
        void of(@Nullable Set<String> visible);
    }

    Watchers(SharedChats shared, Watchlist watchlist, Executor thread, LongSupplier clock) {
        this.shared = shared;
        this.watchlist = watchlist;
        this.thread = thread;
        this.clock = clock;
    }

    void watch(Hearer hearer, Collection<String> users) {
        if (!hearer.isOpen()) {
            return;
        }
        Watching watching = all.computeIfAbsent(hearer, any -> new Watching());
        byUser.computeIfAbsent(hearer.user(), any -> new HashSet<>()).add(hearer);
        watching.then(() -> {
            watching.want(users);
            return look(hearer, watching, visible -> answer(hearer, watching, visible));
        });
    }

    /** Who is not seen may be in a chat that the tables do not show yet: one looks again. */
    private void answer(Hearer hearer, Watching watching, @Nullable Set<String> visible) {
        long now = clock.getAsLong();
        Set<String> seen = visible == null ? Set.of() : visible;
        if (seen.size() < watching.wanted().size()) {
            watching.lookAgain(now + SOON.toNanos(), now + LATER.toNanos());
        }
        watchlist.replace(hearer, watching.wanted(), seen, now);
    }

    private void adjust(Hearer hearer, Watching watching, @Nullable Set<String> visible) {
        long now = clock.getAsLong();
        if (visible == null) {
            watching.lookAgain(now + LATER.toNanos(), now + LATER.toNanos());
        } else {
            watchlist.adjust(hearer, visible, now);
        }
    }

    private CompletionStage<?> look(Hearer hearer, Watching watching, Outcome outcome) {
        return shared.visible(hearer.user(), watching.wanted())
                .handleAsync(
                        (visible, failure) -> {
                            if (all.get(hearer) == watching) {
                                outcome.of(failure == null ? visible : null);
                            }
                            return visible;
                        },
                        thread);
    }

    void ended(Hearer hearer) {
        all.remove(hearer);
        Set<Hearer> others = byUser.get(hearer.user());
        if (others != null && others.remove(hearer) && others.isEmpty()) {
            byUser.remove(hearer.user());
        }
        watchlist.remove(hearer);
    }

    /** Those of the told who watch somebody whom it concerns may see others from now on. */
    void membersChanged(Hints.MembersChange change) {
        long now = clock.getAsLong();
        for (String user : change.told()) {
            for (Hearer hearer : byUser.getOrDefault(user, Set.of())) {
                Watching watching = all.get(hearer);
                boolean concerned = change.users().contains(user)
                        || (watching != null && change.users().stream().anyMatch(watching.wanted()::contains));
                if (watching != null && concerned) {
                    watching.lookAgain(now + SOON.toNanos(), now + LATER.toNanos());
                }
            }
        }
    }

    void tick() {
        long now = clock.getAsLong();
        all.forEach((hearer, watching) -> {
            if (watching.takeLook(now)) {
                watching.then(() -> look(hearer, watching, visible -> adjust(hearer, watching, visible)));
            }
        });
    }

    int size() {
        return all.size();
    }
}
