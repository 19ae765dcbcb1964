package io.parley.edge.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.protocol.ServerFrames;
import io.parley.edge.store.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who types, from one connection to the members' edges: one publish for each edge that has members on it, whom it names,
 * so that no edge hears of a chat that none of its users is in. Nothing is kept and nothing is tried again.
 */
final class Typing {
    private static final int UNDER_WAY = 1_000;
    private static final int SMALL_CHAT = 20;
    private static final int HOMES_KEPT = 200_000;
    private static final Duration HOMES_HOLD = Duration.ofSeconds(5);
    private static final int TOLERANCE = 5;

    /** Runs something later. */
    @FunctionalInterface
    interface Delay {
        void run(Runnable work, long nanos);
    }

    private final Rosters rosters;
    private final Link link;
    private final TypingGate out;
    private final TypingGate in;
    private final Cache<String, List<String>> homes;
    private final Delay delay;
    private final HintMetrics metrics;
    private final AtomicInteger underWay = new AtomicInteger();

    Typing(Rosters rosters, Link link, Duration interval, Ticker ticker, Delay delay, HintMetrics metrics) {
        this.rosters = rosters;
        this.link = link;
        this.out = new TypingGate(interval, ticker);
        // Two devices on two edges are coalesced where they are heard, with room for what the network does.
        this.in = new TypingGate(interval.minus(interval.dividedBy(TOLERANCE)), ticker);
        this.homes = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(HOMES_KEPT)
                .expireAfterWrite(HOMES_HOLD)
                .build();
        this.delay = delay;
        this.metrics = metrics;
    }

    void typed(String user, String chatId, Consumer<ErrorCode> refused) {
        if (underWay.incrementAndGet() > UNDER_WAY) {
            underWay.decrementAndGet();
            metrics.dropped();
            return;
        }
        var unused = rosters.of(chatId).whenComplete((roster, failure) -> {
            underWay.decrementAndGet();
            if (failure == null) {
                judge(user, chatId, roster, refused);
            }
        });
    }

    private void judge(String user, String chatId, Roster roster, Consumer<ErrorCode> refused) {
        if (!rosters.isMember(roster, chatId, user)) {
            boolean once = roster.former().contains(user) || roster.members().contains(user);
            refused.accept(once ? ErrorCode.NOT_A_MEMBER : ErrorCode.NO_SUCH_CHAT);
            return;
        }
        if (roster.blocked()) {
            return;
        }
        long wait = out.take(chatId, user);
        if (wait == 0) {
            send(user, chatId, roster);
        } else if (wait > 0) {
            delay.run(() -> send(user, chatId, roster), wait);
        }
    }

    private void send(String user, String chatId, Roster roster) {
        List<String> others = roster.members().stream()
                .filter(member -> !member.equals(user) && rosters.isMember(roster, chatId, member))
                .toList();
        boolean small = others.size() <= SMALL_CHAT;
        List<CompletionStage<List<String>>> edges =
                others.stream().map(member -> homes(member, small)).toList();
        var unused = Stages.all(edges).thenAccept(known -> publish(user, chatId, others, known));
    }

    /** The edges of a member; in large chats they may be a few seconds old. */
    private CompletionStage<List<String>> homes(String member, boolean exactly) {
        List<String> lately = exactly ? null : homes.getIfPresent(member);
        if (lately != null) {
            return CompletableFuture.completedFuture(lately);
        }
        return link.edgesOf(member)
                .thenApply(edges -> {
                    homes.put(member, List.copyOf(edges));
                    return edges;
                })
                .exceptionally(failure -> List.of());
    }

    private void publish(String user, String chatId, List<String> others, List<List<String>> edges) {
        Map<String, List<String>> byEdge = new TreeMap<>();
        for (int i = 0; i < others.size(); i++) {
            for (String edge : edges.get(i)) {
                byEdge.computeIfAbsent(edge, any -> new ArrayList<>()).add(others.get(i));
            }
        }
        byEdge.forEach((edge, members) -> {
            var unused = link.publish(edge, new TypingNote(chatId, user, members));
        });
        metrics.typingPublished(byEdge.size());
    }

    /** Another edge, or this one, says that somebody types. */
    void heard(TypingNote note, @Nullable Audience audience) {
        metrics.typingHeard();
        if (audience == null || in.take(note.chatId(), note.user()) < 0) {
            return;
        }
        byte[] frame = ServerFrames.typing(note.chatId(), note.user());
        for (String member : note.to()) {
            if (!Boolean.FALSE.equals(rosters.lately(note.chatId(), member))) {
                audience.tell(member, "typing", frame);
            }
        }
    }
}
