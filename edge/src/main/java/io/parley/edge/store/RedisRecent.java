package io.parley.edge.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest messages of chats in Redis. They count only when they end with the chat's head, have no gap, and hold the
 * last change that the tables have; else, and whenever Redis fails or is slow, there is nothing here.
 */
final class RedisRecent implements Recent, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisRecent.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisClient client;
    private final RedisURI uri;
    private final AtomicReference<Attempt> attempt = new AtomicReference<>();
    private final AtomicBoolean missed = new AtomicBoolean();

    private record Attempt(long startedNanos, CompletableFuture<StatefulRedisConnection<String, String>> connection) {}

    RedisRecent(RedisAddress address, Duration timeout, int queued) {
        this.uri = address.uri(timeout);
        this.client = RedisClient.create();
        client.setOptions(address.options()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(queued)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .build());
    }

    @Override
    public CompletionStage<Optional<List<StoredMessage>>> of(ChatRow chat) {
        StatefulRedisConnection<String, String> open = connection();
        if (open == null || chat.headSeq() == 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return open.async()
                .zrevrange("chat:{" + chat.chatId() + "}:recent", 0, -1)
                .thenApply(members -> sameAsTables(chat, members))
                .exceptionally(failure -> {
                    LOG.debug("Redis was asked in vain", failure);
                    return Optional.empty();
                });
    }

    /** The connection, when there is one; else one is being made, at most once a second. */
    private @Nullable StatefulRedisConnection<String, String> connection() {
        Attempt last = attempt.get();
        if (last != null && !last.connection.isCompletedExceptionally()) {
            return last.connection.getNow(null);
        }
        if (last == null || System.nanoTime() - last.startedNanos > RETRY.toNanos()) {
            Attempt next = new Attempt(System.nanoTime(), new CompletableFuture<>());
            if (attempt.compareAndSet(last, next)) {
                connect(next);
            }
        }
        return null;
    }

    private void connect(Attempt next) {
        client.connectAsync(StringCodec.UTF8, uri).whenComplete((made, failure) -> {
            if (failure == null) {
                next.connection.complete(made);
                return;
            }
            if (missed.compareAndSet(false, true)) {
                LOG.warn("Redis cannot be reached, the tables are read until it is: {}", failure.getMessage());
            }
            next.connection.completeExceptionally(failure);
        });
    }

    static Optional<List<StoredMessage>> sameAsTables(ChatRow chat, List<String> newestFirst) {
        List<StoredMessage> messages = new ArrayList<>();
        long lastChange = 0;
        long expected = chat.headSeq();
        for (String member : newestFirst) {
            RecentJson.Entry entry;
            try {
                entry = RecentJson.parse(member);
            } catch (JsonProcessingException | RuntimeException e) {
                return Optional.empty();
            }
            if (entry.message().seq() != expected) {
                return Optional.empty();
            }
            expected--;
            lastChange = Math.max(lastChange, entry.stamp());
            messages.add(entry.message());
        }
        return lastChange == chat.upto().messages() ? Optional.of(messages) : Optional.empty();
    }

    @Override
    public void close() {
        client.shutdownAsync(0, 2, TimeUnit.SECONDS);
    }
}
