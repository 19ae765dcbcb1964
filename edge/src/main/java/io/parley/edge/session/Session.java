package io.parley.edge.session;

import io.parley.avro.Ack;
import io.parley.avro.EventRecipient;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.SessionStarted;
import io.parley.edge.auth.Principal;
import io.parley.edge.bus.Holding;
import io.parley.edge.presence.Hearer;
import io.parley.edge.protocol.EventFrame;
import io.parley.edge.protocol.ServerFrames;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's life, from the upgrade to its end. Its stream starts when the topology says so; until then nothing is
 * read from the client and nothing sent to it. Then every event is told at most once and in the order of {@code seq}.
 * What comes from the topology arrives on one thread, what comes from the client on another, and any may end it.
 */
public final class Session implements Hearer {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final byte[] NOTHING = {};

    /**
     * Who connected, and how.
     *
     * @param id names the connection on this edge
     * @param since the last seq that the device has seen, or null for a snapshot
     * @param acceptedAt microseconds since the epoch, later for every connection of this edge
     */
    public record Opening(
            long id, Principal principal, String device, @Nullable Long since, Holding holding, long acceptedAt) {}

    private final Opening opening;
    private final Services services;
    private final Socket socket;
    private final SessionLog log;
    private final FrameActions actions;
    private final Consumer<Session> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long openedAt;
    private volatile Principal principal;
    private volatile long heardAt;
    private volatile boolean started;
    private long lastSeq; // of the delivery thread

    /** @param onEnd runs once, when the session ends, on whichever thread ends it */
    Session(Opening opening, Services services, Socket socket, Consumer<Session> onEnd) {
        this.opening = opening;
        this.services = services;
        this.socket = socket;
        this.log = new SessionLog(opening, services);
        this.principal = opening.principal();
        this.openedAt = services.nanoTime().getAsLong();
        this.heardAt = openedAt;
        this.onEnd = onEnd;
        this.actions = new FrameActions(this, services);
    }

    /** Tells the topology that the device is here. */
    void open() {
        log.opened(() -> end(End.NOT_STARTED));
    }

    /** One whole text frame from the client. */
    public void received(char[] text, int length) {
        if (ended.get()) {
            return;
        }
        heardAt = services.nanoTime().getAsLong();
        actions.act(services.parser().parse(text, length));
    }

    /** The connection is gone, or its client broke the protocol; the socket has seen to itself. */
    public void closed() {
        finish(End.CLIENT);
    }

    // What the topology says.

    void started(SessionStarted start) {
        boolean resumes = start.getResumed() && opening.since() != null;
        lastSeq = resumes ? opening.since() : start.getSeq();
        Principal by = principal;
        send(
                "hello",
                ServerFrames.hello(new ServerFrames.Hello(
                        by.user(),
                        opening.device(),
                        services.settings().server(),
                        start.getSeq(),
                        start.getResumed(),
                        services.settings().heartbeat(),
                        by.expiresAt(),
                        services.settings().limits())));
        heardAt = services.nanoTime().getAsLong();
        started = true;
        socket.startReading();
        checkToken();
    }

    boolean isStarted() {
        return started;
    }

    /** Tells the event, unless the client has it. */
    void event(EventFrame frame, EventRecipient recipient, byte[] head) {
        long seq = recipient.getSeq();
        if (seq <= lastSeq) {
            return;
        }
        if (seq != lastSeq + 1) {
            services.metrics().gap();
            LOG.error("{} of {} got seq {} after {}", opening.device(), user(), seq, lastSeq);
        }
        lastSeq = seq;
        services.metrics().sent("event");
        deliver(head, frame.tail());
    }

    void reply(Reply reply) {
        String ref = reply.getOrigin().getRef();
        if (reply.getResult() instanceof Ack ack) {
            long sentAt = reply.getOrigin().getRequest();
            services.metrics().answered(Duration.ofNanos(services.nanoTime().getAsLong() - sentAt));
            send("ack", ServerFrames.ack(ack, ref));
        } else if (reply.getResult() instanceof Rejected rejected) {
            send("error", ServerFrames.error(rejected, ref));
        }
    }

    // What its actions need.

    @Override
    public String user() {
        return opening.principal().user();
    }

    @Override
    public boolean isOpen() {
        return !ended.get();
    }

    /** Nothing is told before hello. */
    @Override
    public void tell(String type, byte[] frame) {
        if (started) {
            send(type, frame);
        }
    }

    Opening opening() {
        return opening;
    }

    SessionLog log() {
        return log;
    }

    void send(String type, byte[] frame) {
        services.metrics().sent(type);
        deliver(frame, NOTHING);
    }

    void renew(Principal by) {
        principal = by;
        checkToken();
    }

    /** Ends the session when its token has been revoked; asked after each moment at which that may have been missed. */
    void checkToken() {
        if (!services.authenticator().stillHolds(principal)) {
            end(End.REVOKED);
        }
    }

    private void deliver(byte[] head, byte[] tail) {
        if (!ended.get() && !socket.send(head, tail)) {
            end(End.SLOW);
        }
    }

    // Its end.

    /** Ends the session when its time has come for one reason or another. */
    void check(long now) {
        if (!opening.holding().equals(services.bus().holding())) {
            end(End.LEASE_LOST);
        } else if (!started) {
            if (now - openedAt >= services.settings().startTimeout().toNanos()) {
                end(End.NOT_STARTED);
            }
        } else if (now - heardAt >= 2 * services.settings().heartbeat().toNanos()) {
            end(End.SILENT);
        } else if (!services.wall().instant().isBefore(principal.expiresAt())) {
            end(End.EXPIRED);
        }
    }

    void end(End end) {
        if (finish(end)) {
            socket.close(end.code, end.text);
        }
    }

    private boolean finish(End end) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        services.metrics().ended(end.reason);
        if (end != End.LEASE_LOST) {
            log.closed(end.reason);
        }
        onEnd.accept(this);
        return true;
    }

    long owedBytes() {
        return socket.owedBytes();
    }
}
