package io.parley.edge.presence;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.edge.store.Tables;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The members of chats that somebody types in, at most a few seconds old. What users here were told of their membership
 * counts before what the tables say, which may lag behind.
 */
final class Rosters {
    private static final int MEMBERS_KEPT = 1_000_000;
    private static final int TOLD_KEPT = 100_000;
    private static final Duration TOLD_HOLDS = Duration.ofSeconds(30);

    private record Key(String chatId, String user) {}

    private final Tables tables;
    private final AsyncCache<String, Roster> rosters;
    private final Cache<Key, Boolean> told;

    Rosters(Tables tables, Duration holds, Ticker ticker) {
        this.tables = tables;
        this.rosters = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(MEMBERS_KEPT)
                .weigher((String chat, Roster roster) -> roster.size() + 1)
                .expireAfterWrite(holds)
                .buildAsync();
        this.told = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(TOLD_KEPT)
                .expireAfterWrite(TOLD_HOLDS)
                .build();
    }

    CompletionStage<Roster> of(String chatId) {
        return rosters.get(
                chatId,
                (id, executor) -> tables.members(id).thenApply(Roster::of).toCompletableFuture());
    }

    /** These users were told that they are members now, or are none any more. */
    void told(String chatId, Collection<String> users, boolean members) {
        users.forEach(user -> told.put(new Key(chatId, user), members));
        rosters.synchronous().invalidate(chatId);
    }

    /** What the user was told lately; null when nothing. */
    @Nullable
    Boolean lately(String chatId, String user) {
        return told.getIfPresent(new Key(chatId, user));
    }

    boolean isMember(Roster roster, String chatId, String user) {
        Boolean lately = lately(chatId, user);
        return lately == null ? roster.members().contains(user) : lately;
    }
}
