package io.parley.edge.bus;

import io.parley.access.Access;
import io.parley.access.AccessCheck;
import io.parley.access.KafkaAccess;
import io.parley.avro.ChatCommand;
import io.parley.avro.EventDelivery;
import io.parley.avro.FactsNeeded;
import io.parley.avro.MessageFacts;
import io.parley.avro.Origin;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.Serdes;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import io.parley.avro.Topics;
import io.parley.avro.UserCommand;
import io.parley.edge.EdgeSettings;
import io.parley.edge.content.ContentReader;
import io.parley.keys.KeyLog;
import io.parley.keys.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The edge's way to the log and back: raw events out, deliveries of the leased slot in, replies to who asked. */
public final class KafkaBus implements CommandBus, SessionBus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBus.class);
    private static final String NOT_NOW = "The log cannot be reached now. Sending again is safe.";

    private final RawWriter writer;
    private final SlotLease slotLease;
    private final LeaseClock lease;
    private final PendingRequests pending;
    private final MessageFactsLookup facts;
    private final Executor replies;
    private final Consumer<Duration> delivered;
    private volatile @Nullable DeliveryListener sessions;
    private final AtomicLong requests = new AtomicLong();

    /**
     * @param replies runs what awaits replies, so that it cannot hold up deliveries
     * @param delivered is told how long after a raw event's time in the log its effects were given to sockets here
     */
    public KafkaBus(
            EdgeSettings settings,
            Serdes serdes,
            ContentReader content,
            MessageFactsLookup facts,
            Executor replies,
            Consumer<Duration> delivered) {
        LongSupplier nanoTime = System::nanoTime;
        LogSettings log = new LogSettings(settings);
        this.facts = facts;
        this.replies = replies;
        this.delivered = delivered;
        this.lease = new LeaseClock(log.lease(), nanoTime);
        this.pending = new PendingRequests(
                settings.getInt(EdgeSettings.REQUESTS_PENDING),
                settings.millis(EdgeSettings.REQUEST_TIMEOUT),
                nanoTime);
        this.writer = new RawWriter(log.rawProducer(), serdes, settings.getInt(EdgeSettings.PRODUCER_BUFFER));
        this.slotLease = new SlotLease(
                new SlotLease.Terms(
                        settings.getString(EdgeSettings.NAME),
                        settings.getInt(EdgeSettings.SLOT_FIRST),
                        log.lease(),
                        settings.millis(EdgeSettings.LEASE_RENEWAL)),
                new KafkaLeaseLog(log, serdes, content, new Deliveries(), nanoTime),
                lease,
                Clock.systemUTC(),
                nanoTime);
    }

    /**
     * Throws when Kafka knows who this edge is and does not let it do its work: it would take connections in and serve none.
     */
    public static void requireAccess(EdgeSettings settings) {
        if (KafkaAccess.hasPrincipal(settings)) {
            try (AccessCheck check =
                    AccessCheck.of(new LogSettings(settings).check(), KafkaAccess.principal(settings))) {
                check.require(Access.load().principal(Access.EDGE));
            }
        }
    }

    /**
     * Follows the users' keys into a ring.
     *
     * @param onHeard hears of whom something was said; must not block
     */
    public static KeyLog keys(EdgeSettings settings, Serdes serdes, KeyRing ring, Consumer<String> onHeard) {
        return new KeyLog(new LogSettings(settings).consumer("keys"), serdes, ring, onHeard);
    }

    /** Begins to write and to claim a slot; the listener hears what comes for it. */
    public void start(DeliveryListener listener) {
        sessions = listener;
        writer.start();
        slotLease.start();
    }

    /** To be called several times a second: ends the waits that have become too long. */
    public void tick() {
        pending.expire();
    }

    public LeaseClock lease() {
        return lease;
    }

    public long queuedBytes() {
        return writer.queuedBytes();
    }

    public int pendingRequests() {
        return pending.size();
    }

    @Override
    public @Nullable Holding holding() {
        return lease.holding();
    }

    @Override
    public CompletionStage<Reply> submit(ChatCommand command) {
        Origin origin = origin();
        command.setOrigin(origin);
        Reply unavailable = unavailable(command);
        return await(
                origin,
                unavailable,
                onFailure -> writer.offer(Topics.CHAT_RAW, command.getChatId(), command, onFailure));
    }

    @Override
    public CompletionStage<Reply> submit(UserCommand command) {
        Origin origin = origin();
        command.setOrigin(origin);
        Reply unavailable = unavailable(command);
        return await(
                origin, unavailable, onFailure -> writer.offer(Topics.USER_RAW, command.getUser(), command, onFailure));
    }

    private CompletionStage<Reply> await(Origin origin, Reply unavailable, Consumer<Runnable> offer) {
        CompletableFuture<Reply> reply =
                origin.getEpoch() == 0 ? null : pending.await(origin.getRequest(), unavailable);
        if (reply == null) {
            return CompletableFuture.completedFuture(unavailable);
        }
        offer.accept(() -> pending.complete(origin.getRequest(), unavailable));
        return reply.thenApplyAsync(answer -> answer, replies);
    }

    /** Epoch 0 when no slot is held: nobody could answer. */
    private Origin origin() {
        Holding holding = lease.holding();
        return Origin.newBuilder()
                .setSlot(holding == null ? 0 : holding.slot())
                .setEpoch(holding == null ? 0 : holding.epoch())
                .setConnection(0)
                .setRequest(requests.incrementAndGet())
                .build();
    }

    @Override
    public void send(ChatCommand command, Runnable onFailure) {
        writer.offer(Topics.CHAT_RAW, command.getChatId(), command, onFailure);
    }

    @Override
    public void send(SessionEvent event, Runnable onFailure) {
        writer.offer(Topics.USER_SESSIONS, event.getUser(), event, onFailure);
    }

    private void answer(Reply reply) {
        if (reply.getResult() instanceof FactsNeeded needed) {
            lookUp(reply, needed);
        } else if (reply.getOrigin().getConnection() == 0) {
            pending.complete(reply.getOrigin().getRequest(), reply);
        } else {
            listener().reply(reply);
        }
    }

    private DeliveryListener listener() {
        return Objects.requireNonNull(sessions, "nothing is delivered before the start");
    }

    private void lookUp(Reply reply, FactsNeeded needed) {
        ChatCommand command = needed.getCommand();
        if (command.getFacts() != null) {
            LOG.error("Facts were asked for again, though the command has them: {}", command.getEventId());
            answer(unavailable(command));
            return;
        }
        command.setOrigin(reply.getOrigin());
        var unused = facts.find(command.getChatId(), needed.getMsgId())
                .whenComplete((found, failure) -> sendAgain(command, found, failure));
    }

    private void sendAgain(ChatCommand command, @Nullable MessageFacts found, @Nullable Throwable failure) {
        if (found == null) {
            LOG.warn("The facts of an old message could not be looked up: {}", String.valueOf(failure));
            answer(unavailable(command));
            return;
        }
        if (command.getReport() == null) {
            withoutWords(found);
        }
        command.setFacts(found);
        writer.offer(Topics.CHAT_RAW, command.getChatId(), command, () -> answer(unavailable(command)));
    }

    @SuppressWarnings("NullAway") // a field that may be null, which the generated setter does not say
    private static void withoutWords(MessageFacts facts) {
        facts.setMessage(null);
    }

    private static Reply unavailable(ChatCommand command) {
        Rejected rejected =
                Named.of(command).setCode("unavailable").setMessage(NOT_NOW).build();
        return reply(command.getOrigin(), command.getUser(), rejected);
    }

    private static Reply unavailable(UserCommand command) {
        Rejected rejected =
                Rejected.newBuilder().setCode("unavailable").setMessage(NOT_NOW).build();
        return reply(command.getOrigin(), command.getUser(), rejected);
    }

    private static Reply reply(Origin origin, String user, Rejected rejected) {
        return Reply.newBuilder()
                .setOrigin(origin)
                .setUser(user)
                .setResult(rejected)
                .build();
    }

    /** Gives the slot back and writes what was offered. */
    @Override
    public void close() {
        slotLease.close();
        writer.close();
    }

    private final class Deliveries implements DeliveryReader.Target {
        @Override
        public void reply(Reply reply) {
            answer(reply);
        }

        @Override
        public void event(EventDelivery delivery) {
            listener().event(delivery);
        }

        @Override
        public void started(SessionStarted started) {
            listener().started(started);
        }

        @Override
        public void replaced(SessionReplaced replaced) {
            listener().replaced(replaced);
        }

        @Override
        public void handed(long time) {
            // The broker's clock may be ahead of this machine's.
            delivered.accept(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - time)));
        }

        @Override
        public void broken(Holding holding, RuntimeException cause) {
            LOG.error("Deliveries of slot {} cannot be read", holding.slot(), cause);
            slotLease.giveUp(holding);
        }
    }
}
