package io.parley.edge.erasure;

import io.parley.avro.Erase;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SetProfile;
import io.parley.avro.UserCommand;
import io.parley.edge.NamedThreads;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.bus.Holding;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.store.Tables;
import io.parley.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erasures until they are done. The log says which are not; every edge that holds a slot looks after them, without a lease,
 * because a walk that is made twice is the same as one. So none depends on who began it, or on whether anybody asks again.
 * Edges take turns, so that the others mostly find it done.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int LOOKS_A_SWEEP = 16;
    private static final long LOOK_AT_LEAST_MS = 10;

    private final CommandBus bus;
    private final Tables tables;
    private final ChatFiles files;
    private final KeyRing ring;
    private final Supplier<@Nullable Holding> held;
    private final Turns turns;
    private final Clock clock;
    private Instant looked;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("edge-erasures"));

    /**
     * @param held the slot, which says when this edge's turn is
     * @param every how often this edge has its turn. An erasure must be as old before a walk counts as its last, so that what
     *     was on its way to the tables when it began is met
     */
    public Erasures(
            CommandBus bus,
            Tables tables,
            ChatFiles files,
            KeyRing ring,
            Supplier<@Nullable Holding> held,
            Duration every,
            Clock clock) {
        this.bus = bus;
        this.tables = tables;
        this.files = files;
        this.ring = ring;
        this.held = held;
        this.turns = new Turns(every);
        this.clock = clock;
        this.looked = clock.instant();
    }

    public void start() {
        long millis = Math.max(LOOK_AT_LEAST_MS, turns.every().toMillis() / LOOKS_A_SWEEP);
        var unused = thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Takes away what can be found of the user; fails with what stood in the way. */
    public CompletionStage<?> walk(String user, String service) {
        return new Walk(bus, tables, files::erase, clock, service, user).run();
    }

    /** Without a slot nothing can be asked of the log: whose turn comes meanwhile has it later. */
    void look() {
        Holding holding = held.get();
        if (holding == null) {
            return;
        }
        Instant before = looked;
        Instant now = clock.instant();
        looked = now;
        for (String user : ring.unfinished()) {
            KeyRing.Erasure erasure = ring.erasure(user); // a walk before this one may have taken long
            if (erasure != null && !erasure.all() && turns.isDue(erasure.at(), holding.slot(), user, before, now)) {
                finish(user, erasure);
            }
        }
    }

    private void finish(String user, KeyRing.Erasure erasure) {
        try {
            walk(user, erasure.service()).toCompletableFuture().join();
            Reply reply = bus.submit(done(user, erasure)).toCompletableFuture().join();
            if (reply.getResult() instanceof Rejected rejected) {
                throw new IllegalStateException(rejected.getCode() + ": " + rejected.getMessage());
            }
            LOG.info("A user was erased wholly");
        } catch (CompletionException | IllegalStateException e) {
            LOG.warn("A user is not erased wholly yet, and it is tried again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A user is not erased wholly yet, and it is tried again", e);
        }
    }

    private UserCommand done(String user, KeyRing.Erasure erasure) {
        UserCommand command = new UserCommand();
        command.setEventId(UUID.randomUUID().toString());
        command.setKind("erase");
        command.setEventTime(clock.instant());
        command.setUser(user);
        command.setService(erasure.service());
        command.setCommand(new SetProfile());
        command.setErase(new Erase(erasure.stamp()));
        return command;
    }

    /** A stage that ends in time: with true when the walk is over. */
    public static CompletionStage<Boolean> within(Duration most, CompletionStage<?> walk) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        walk.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("A user is not erased wholly yet, and it is tried again: {}", failure.getMessage());
            }
            over.complete(failure == null);
        });
        return over.completeOnTimeout(false, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
