package io.parley.edge.content;

import io.parley.avro.ChatCommand;
import io.parley.avro.ProposeKey;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SetProfile;
import io.parley.avro.UserCommand;
import io.parley.edge.bus.CommandBus;
import io.parley.keys.DataKey;
import io.parley.keys.KeyRing;
import io.parley.keys.KeyUnavailableException;
import io.parley.keys.MasterKeys;
import io.parley.keys.MasterKeys.Wrapped;
import io.parley.keys.Opener;
import io.parley.keys.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Seals what people write, when that is wanted. Who has no key is given one: a proposal goes to the log, and what is heard
 * of it, from here or from another edge, is the key. Nothing is sealed with a key that the log does not have.
 */
public final class ContentWriter {
    private final boolean wanted;
    private final KeyRing ring;
    private final Opener.Masters masters;
    private final CommandBus bus;
    private final Duration patience;
    private final Clock clock;
    private final Map<String, CompletableFuture<DataKey>> proposals = new ConcurrentHashMap<>();

    /**
     * @param wanted whether to seal, once there are master keys
     * @param patience how long a proposal may take to be heard of
     */
    public ContentWriter(
            boolean wanted, KeyRing ring, Opener.Masters masters, CommandBus bus, Duration patience, Clock clock) {
        this.wanted = wanted;
        this.ring = ring;
        this.masters = masters;
        this.bus = bus;
        this.patience = patience;
        this.clock = clock;
    }

    /** Of an edge that leaves words as they are. */
    public static ContentWriter plain(CommandBus bus) {
        return new ContentWriter(false, new KeyRing(), () -> null, bus, Duration.ZERO, Clock.systemUTC());
    }

    public boolean seals() {
        return wanted && masters.now() != null;
    }

    /** The command as the log may have it; fails with {@link KeyUnavailableException} when its author's key does not come. */
    public CompletionStage<ChatCommand> sealed(ChatCommand command) {
        return seals() && Sealer.hasWords(command.getCommand())
                ? keyOf(command.getUser()).thenApply(key -> seal(command, key))
                : CompletableFuture.completedFuture(command);
    }

    public ChatCommand seal(ChatCommand command, DataKey key) {
        Sealer.seal(command.getChatId(), command.getCommand(), key);
        return command;
    }

    /** The key that the user writes with; a stage that is complete, unless it is the user's first. */
    public CompletionStage<DataKey> keyOf(String user) {
        MasterKeys now = masters.now();
        if (now == null) {
            return CompletableFuture.failedFuture(new KeyUnavailableException("there are no master keys"));
        }
        Wrapped current = ring.current(user);
        return current == null ? proposed(user, now) : unwrapped(now, current);
    }

    private static CompletionStage<DataKey> unwrapped(MasterKeys masters, Wrapped key) {
        try {
            return CompletableFuture.completedFuture(masters.unwrap(key));
        } catch (KeyUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<DataKey> proposed(String user, MasterKeys now) {
        CompletableFuture<DataKey> mine = new CompletableFuture<>();
        CompletableFuture<DataKey> other = proposals.putIfAbsent(user, mine);
        if (other != null) {
            return other;
        }
        var unused = mine.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((key, failure) -> proposals.remove(user, mine));
        bus.submit(proposal(user, now.make(user, ring.generation(user))))
                .whenComplete((reply, failure) -> answered(mine, reply, failure));
        heard(user); // it may have been before anybody waited
        return mine;
    }

    private UserCommand proposal(String user, Wrapped made) {
        UserCommand command = new UserCommand();
        command.setEventId(UUID.randomUUID().toString());
        command.setKind("propose_key");
        command.setEventTime(clock.instant());
        command.setUser(user);
        command.setCommand(new SetProfile());
        command.setProposeKey(new ProposeKey(made.id(), made.wrapped()));
        return command;
    }

    /** An answer says that the log has a key; which one, its own record says. */
    private static void answered(CompletableFuture<DataKey> mine, @Nullable Reply reply, @Nullable Throwable failure) {
        if (reply == null) {
            mine.completeExceptionally(new KeyUnavailableException("a key could not be proposed: " + failure));
        } else if (reply.getResult() instanceof Rejected rejected) {
            mine.completeExceptionally(new KeyUnavailableException("no key was given: " + rejected.getMessage()));
        }
    }

    /** Something was said of the user's key. Never blocks. */
    public void heard(String user) {
        CompletableFuture<DataKey> waits = proposals.get(user);
        Wrapped current = waits == null ? null : ring.current(user);
        MasterKeys now = masters.now();
        if (waits != null && current != null && now != null) {
            unwrapped(now, current).whenComplete((key, failure) -> {
                if (failure == null) {
                    waits.complete(key);
                } else {
                    waits.completeExceptionally(failure);
                }
            });
        }
    }
}
