package io.parley.edge.presence;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The two connections of a {@link RedisLink}, from when they are made until one of them fails. */
final class Wires {
    private static final int CHANNELS_AT_ONCE = 1_000;

    final StatefulRedisConnection<String, String> commands;
    final StatefulRedisPubSubConnection<String, String> channels;
    /** Beats since both answered a ping. */
    final AtomicInteger silentBeats = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final String digest;

    Wires(
            StatefulRedisConnection<String, String> commands,
            StatefulRedisPubSubConnection<String, String> channels,
            String script) {
        this.commands = commands;
        this.channels = channels;
        this.digest = commands.async().digest(script);
    }

    void listen(RedisPubSubListener<String, String> hears, Runnable onLoss) {
        channels.addListener(hears);
        RedisConnectionStateListener loss = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                onLoss.run();
            }
        };
        commands.addListener(loss);
        channels.addListener(loss);
    }

    String digest() {
        return digest;
    }

    boolean isOpen() {
        return commands.isOpen() && channels.isOpen();
    }

    void ping() {
        var unused = commands.async().ping().thenCombine(channels.async().ping(), (one, other) -> {
            silentBeats.set(0);
            return one;
        });
    }

    /** Names the users' channels to Redis, not too many with one command. */
    void inParts(Collection<String> channelNames, Function<String[], RedisFuture<Void>> command, Runnable onFailure) {
        List<String> all = new ArrayList<>(channelNames);
        for (int from = 0; from < all.size(); from += CHANNELS_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + CHANNELS_AT_ONCE));
            var unused = command.apply(some.toArray(String[]::new)).whenComplete((done, failure) -> {
                if (failure != null) {
                    onFailure.run();
                }
            });
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            commands.closeAsync();
            channels.closeAsync();
        }
    }
}
