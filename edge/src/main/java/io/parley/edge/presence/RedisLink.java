package io.parley.edge.presence;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.resource.ClientResources;
import io.parley.edge.store.RedisAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Link} by lettuce: one connection for commands and one that listens. They live and die together: when one is gone
 * or silent both are given up and made anew, so that there is one way in which things begin. An edge is named by an id of
 * its own that no later process has.
 */
final class RedisLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int THREADS = 2;
    private static final int SILENT_BEATS = 3;
    private static final String WATCH = "presence:";
    private static final String TYPING = "typing:";

    /**
     * @param holds how long the word that a user is here holds
     * @param kept how long the last sight of a user is kept
     * @param queued commands that wait at once; more fail
     */
    record Terms(RedisAddress redis, String edge, Duration holds, Duration kept, Duration timeout, int queued) {}

    private final Terms terms;
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final String script = script();
    private final AtomicReference<@Nullable Wires> wires = new AtomicReference<>();
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean closed;
    private volatile @Nullable Listener listener;

    /** @param queued commands that wait for Redis at once */
    static RedisLink open(PresenceSettings settings, RedisAddress redis, int queued) {
        String edge = UUID.randomUUID().toString();
        return new RedisLink(new Terms(redis, edge, settings.holds(), settings.kept(), settings.timeout(), queued));
    }

    RedisLink(Terms terms) {
        this.terms = terms;
        this.uri = terms.redis().uri(terms.timeout());
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(terms.redis()
                .options()
                .autoReconnect(false)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(terms.queued())
                .timeoutOptions(TimeoutOptions.enabled(terms.timeout()))
                .build());
    }

    private static String script() {
        try (InputStream in = RedisLink.class.getResourceAsStream("/parley/edge/presence.lua")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start(Listener hears) {
        listener = hears;
        beat();
    }

    @Override
    public void beat() {
        Wires live = wires.get();
        if (live == null) {
            connect();
        } else if (live.silentBeats.incrementAndGet() > SILENT_BEATS) {
            drop(live, "it is silent");
        } else {
            live.ping();
        }
    }

    private void connect() {
        if (closed || !connecting.compareAndSet(false, true)) {
            return;
        }
        var unused = client.connectAsync(StringCodec.UTF8, uri)
                .toCompletableFuture()
                .thenCompose(commands -> client.connectPubSubAsync(StringCodec.UTF8, uri)
                        .toCompletableFuture()
                        .whenComplete((channels, failure) -> {
                            if (failure != null) {
                                commands.closeAsync();
                            }
                        })
                        .thenApply(channels -> new Wires(commands, channels, script)))
                .thenCompose(this::prepare)
                .whenComplete((made, failure) -> {
                    connecting.set(false);
                    if (failure != null && warned.compareAndSet(false, true)) {
                        LOG.warn("Redis cannot be reached, presence is unknown until it is: {}", failure.getMessage());
                    }
                });
    }

    /** Everything that has to be there before the link counts as up. */
    private CompletionStage<Wires> prepare(Wires made) {
        made.listen(new Channels(), () -> drop(made, "the connection is gone"));
        return made.commands
                .async()
                .scriptLoad(script)
                .thenCompose(sha -> made.channels.async().subscribe(TYPING + terms.edge()))
                .whenComplete((done, failure) -> {
                    if (failure != null || closed || !made.isOpen()) {
                        made.close();
                    } else {
                        up(made);
                    }
                })
                .thenApply(done -> made);
    }

    private void up(Wires made) {
        wires.set(made);
        warned.set(false);
        LOG.info("Redis is there: presence and typing work");
        listener().up();
        if (!made.isOpen()) {
            drop(made, "the connection is gone");
        }
    }

    private void drop(Wires dead, String why) {
        if (wires.compareAndSet(dead, null)) {
            if (!closed) {
                LOG.warn("Redis was lost, presence is unknown until it is back: {}", why);
                warned.set(true);
            }
            listener().down();
            dead.close();
        }
    }

    private Listener listener() {
        return Objects.requireNonNull(listener, "nothing is connected before the start");
    }

    @Override
    public boolean isUp() {
        return wires.get() != null;
    }

    @Override
    public CompletionStage<Sighting> touch(String user) {
        return run("touch", user);
    }

    @Override
    public CompletionStage<Sighting> leave(String user) {
        return run("leave", user);
    }

    @Override
    public CompletionStage<Sighting> read(String user) {
        return run("read", user);
    }

    private CompletionStage<Sighting> run(String what, String user) {
        Wires live = wires.get();
        if (live == null) {
            return CompletableFuture.failedFuture(new LinkDown());
        }
        String[] keys = {"online:{" + user + "}", "seen:{" + user + "}"};
        return live.commands
                .async()
                .<String>evalsha(
                        live.digest(),
                        ScriptOutputType.VALUE,
                        keys,
                        what,
                        terms.edge(),
                        Long.toString(terms.holds().toMillis()),
                        Long.toString(terms.kept().toMillis()),
                        WATCH + user)
                .thenApply(Sighting::parse)
                .whenComplete((sighting, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof RedisNoScriptException) {
                        drop(live, "it has forgotten the script");
                    }
                });
    }

    @Override
    public CompletionStage<List<String>> edgesOf(String user) {
        Wires live = wires.get();
        return live == null
                ? CompletableFuture.failedFuture(new LinkDown())
                : live.commands.async().zrange("online:{" + user + "}", 0, -1);
    }

    @Override
    public void subscribe(Collection<String> users) {
        name(users, (live, channels) -> live.channels.async().subscribe(channels));
    }

    @Override
    public void unsubscribe(Collection<String> users) {
        name(users, (live, channels) -> live.channels.async().unsubscribe(channels));
    }

    private void name(Collection<String> users, BiFunction<Wires, String[], RedisFuture<Void>> command) {
        Wires live = wires.get();
        if (live != null) {
            List<String> channels = users.stream().map(user -> WATCH + user).toList();
            live.inParts(channels, names -> command.apply(live, names), () -> drop(live, "it does not listen"));
        }
    }

    @Override
    public CompletionStage<Long> publish(String edge, TypingNote note) {
        Wires live = wires.get();
        return live == null
                ? CompletableFuture.failedFuture(new LinkDown())
                : live.commands.async().publish(TYPING + edge, note.text());
    }

    @Override
    public void close() {
        closed = true;
        wires.set(null);
        client.shutdownAsync(0, 1, TimeUnit.SECONDS).whenComplete((done, failure) -> {
            var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
        });
    }

    /** What comes on the channels. A message that cannot be read is another version's, and is passed over. */
    private final class Channels extends RedisPubSubAdapter<String, String> {
        @Override
        public void message(String channel, String message) {
            try {
                if (channel.startsWith(WATCH)) {
                    listener().changed(channel.substring(WATCH.length()), Sighting.parse(message));
                } else {
                    listener().typing(TypingNote.parse(message));
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("A hint cannot be read", e);
            }
        }

        @Override
        public void subscribed(String channel, long count) {
            if (channel.startsWith(WATCH)) {
                listener().subscribed(channel.substring(WATCH.length()));
            }
        }
    }
}
