package io.parley.edge.presence;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What one connection wants to watch, also of those whom it may not see now. Its changes take effect one after the other.
 * Who may be seen is looked at again soon after a chat's members changed, and once more when the tables must show it.
 */
final class Watching {
    private static final long NEVER = Long.MAX_VALUE;

    private CompletionStage<?> last = CompletableFuture.completedFuture(null);
    private Set<String> wanted = Set.of();
    private long soon = NEVER;
    private long later = NEVER;

    Set<String> wanted() {
        return wanted;
    }

    void want(Iterable<String> users) {
        Set<String> all = new LinkedHashSet<>();
        users.forEach(all::add);
        wanted = all;
    }

    /** Begins the work when all before it is done, whatever became of that. */
    void then(Supplier<CompletionStage<?>> work) {
        last = last.handle((done, failure) -> done).thenCompose(done -> work.get());
    }

    void lookAgain(long soonAt, long laterAt) {
        soon = Math.min(soon, soonAt);
        later = laterAt;
    }

    boolean takeLook(long now) {
        if (soon != NEVER && now - soon >= 0) {
            soon = NEVER;
            return true;
        }
        if (later != NEVER && now - later >= 0) {
            later = NEVER;
            return true;
        }
        return false;
    }
}
