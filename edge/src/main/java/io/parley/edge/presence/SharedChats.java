package io.parley.edge.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.edge.store.Stages;
import io.parley.edge.store.Tables;
import io.parley.ids.ChatIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Who shares a chat with whom. The asking user's chats are read once, one partition however many they are; with whom they
 * have a direct chat follows from its id. Of the rest the chats of each are read, from memory when they were read
 * lately: a yes may be that old, a no never is.
 */
final class SharedChats {
    private static final int AT_ONCE = 32;
    private static final int WEIGHT_OF_AN_ENTRY = 16;

    private final Tables tables;
    private final Cache<String, ChatSet> known;

    /** @param cached chat ids kept in memory, of all users together */
    SharedChats(Tables tables, int cached, Duration holds) {
        this.tables = tables;
        this.known = Caffeine.newBuilder()
                .maximumWeight(cached)
                .weigher((String user, ChatSet chats) -> chats.size() + WEIGHT_OF_AN_ENTRY)
                .expireAfterWrite(holds)
                .build();
    }

    /** Those of {@code others} whom the user may see: who shares a chat, and the user. */
    CompletionStage<Set<String>> visible(String user, Collection<String> others) {
        Set<String> visible = new HashSet<>();
        List<String> strangers = new ArrayList<>();
        others.forEach(other -> {
            if (other.equals(user)) {
                visible.add(other);
            } else {
                strangers.add(other);
            }
        });
        if (strangers.isEmpty()) {
            return CompletableFuture.completedFuture(visible);
        }
        return read(user).thenCompose(mine -> {
            List<String> left = new ArrayList<>();
            strangers.forEach(other -> {
                if (mine.contains(ChatIds.direct(user, other))) {
                    visible.add(other);
                } else {
                    left.add(other);
                }
            });
            return mine.size() == 0 ? CompletableFuture.completedFuture(visible) : groups(mine, left, 0, visible);
        });
    }

    private CompletionStage<Set<String>> groups(ChatSet mine, List<String> others, int from, Set<String> visible) {
        if (from >= others.size()) {
            return CompletableFuture.completedFuture(visible);
        }
        List<String> some = others.subList(from, Math.min(others.size(), from + AT_ONCE));
        List<CompletionStage<Boolean>> shares =
                some.stream().map(other -> shares(mine, other)).toList();
        return Stages.all(shares).thenCompose(yes -> {
            for (int i = 0; i < some.size(); i++) {
                if (yes.get(i)) {
                    visible.add(some.get(i));
                }
            }
            return groups(mine, others, from + AT_ONCE, visible);
        });
    }

    private CompletionStage<Boolean> shares(ChatSet mine, String other) {
        ChatSet lately = known.getIfPresent(other);
        return lately != null && mine.meets(lately)
                ? CompletableFuture.completedFuture(true)
                : read(other).thenApply(mine::meets);
    }

    private CompletionStage<ChatSet> read(String user) {
        return tables.memberships(user).thenApply(chats -> {
            ChatSet set = ChatSet.of(chats);
            known.put(user, set);
            return set;
        });
    }

    /** These users' chats have changed. */
    void forget(Collection<String> users) {
        known.invalidateAll(users);
    }
}
