package io.parley.edge.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who users are to others. Others' profiles may be a few seconds old; one's own is always read from the tables, since
 * what one wrote must be seen at once, on whatever edge.
 */
public final class Profiles {
    private final Tables tables;
    private final Cache<String, UserRow> cache;

    public Profiles(Tables tables, int most, Duration ttl) {
        this.tables = tables;
        this.cache =
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(ttl).build();
    }

    /** A profile for each of these users; who is not known has no name. */
    public CompletionStage<Map<String, UserRow>> of(Collection<String> users, String caller) {
        Map<String, UserRow> known = new HashMap<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String user : users) {
            UserRow cached = user.equals(caller) ? null : cache.getIfPresent(user);
            if (cached == null) {
                missing.add(user);
            } else {
                known.put(user, cached);
            }
        }
        return missing.isEmpty() ? CompletableFuture.completedFuture(known) : load(missing, known);
    }

    private CompletionStage<Map<String, UserRow>> load(Set<String> missing, Map<String, UserRow> known) {
        return tables.users(missing).thenApply(rows -> {
            for (String user : missing) {
                UserRow row = rows.getOrDefault(user, UserRow.unknown(user));
                cache.put(user, row);
                known.put(user, row);
            }
            return known;
        });
    }
}
