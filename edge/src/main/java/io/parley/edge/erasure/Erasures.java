package io.parley.edge.erasure;

import io.parley.avro.Erase;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SetProfile;
import io.parley.avro.UserCommand;
import io.parley.edge.NamedThreads;
import io.parley.edge.bus.CommandBus;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.store.Tables;
import io.parley.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erasures until they are done. The log says which are not; every edge looks after them, without a lease, because a walk
 * that is made twice is the same as one. So none depends on who began it, or on whether anybody asks again.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final CommandBus bus;
    private final Tables tables;
    private final ChatFiles files;
    private final KeyRing ring;
    private final Duration every;
    private final Clock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("edge-erasures"));

    /**
     * @param every how often what is not done is looked for. An erasure must be as old before a walk counts as its last, so
     *     that what was on its way to the tables when it began is met
     */
    public Erasures(CommandBus bus, Tables tables, ChatFiles files, KeyRing ring, Duration every, Clock clock) {
        this.bus = bus;
        this.tables = tables;
        this.files = files;
        this.ring = ring;
        this.every = every;
        this.clock = clock;
    }

    /** Edges look at different times, so that the others mostly find it done. */
    public void start() {
        long millis = every.toMillis();
        long first = ThreadLocalRandom.current().nextLong(millis) + 1;
        var unused = thread.scheduleWithFixedDelay(this::sweep, first, millis, TimeUnit.MILLISECONDS);
    }

    /** Takes away what can be found of the user; fails with what stood in the way. */
    public CompletionStage<?> walk(String user, String service) {
        return new Walk(bus, tables, files::erase, clock, service, user).run();
    }

    void sweep() {
        for (String user : ring.unfinished()) {
            KeyRing.Erasure erasure = ring.erasure(user);
            if (erasure != null && erasure.at().plus(every).isBefore(clock.instant())) {
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
