package io.parley.edge.session;

import io.parley.avro.ChatEvent;
import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.Reply;
import io.parley.avro.SessionReplaced;
import io.parley.avro.SessionStarted;
import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.Principal;
import io.parley.edge.bus.DeliveryListener;
import io.parley.edge.bus.Holding;
import io.parley.edge.bus.SessionBus;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.files.FileClaims;
import io.parley.edge.presence.Audience;
import io.parley.edge.presence.Hints;
import io.parley.edge.protocol.EventFrame;
import io.parley.edge.protocol.EventFrames;
import io.parley.edge.rates.Rates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of this edge, by connection and by user. Hears what the topology has for them and gives each its part; an
 * event is encoded once.
 */
public final class Sessions implements DeliveryListener, Audience {
    private final Map<Long, Session> byConnection = new ConcurrentHashMap<>();
    private final Map<String, List<Session>> byUser = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong lastAccepted = new AtomicLong();
    private final Services services;

    public Sessions(
            SessionBus bus,
            Hints hints,
            FileClaims files,
            ContentWriter content,
            Authenticator authenticator,
            Rates rates,
            SessionSettings settings,
            Clock wall,
            LongSupplier nanoTime,
            SessionMetrics metrics) {
        this.services =
                Services.of(bus, hints, files, content, authenticator, rates, settings, wall, nanoTime, metrics);
    }

    /** A client is here; the session begins to live when the topology has started its stream. */
    public Session open(Principal principal, String device, @Nullable Long since, Holding holding, Socket socket) {
        Session.Opening opening =
                new Session.Opening(connections.incrementAndGet(), principal, device, since, holding, acceptedAt());
        Session session = new Session(opening, services, socket, this::forget);
        byConnection.put(opening.id(), session);
        byUser.merge(principal.user(), List.of(session), Sessions::both);
        session.open();
        return session;
    }

    private long acceptedAt() {
        long now = services.wall().millis() * 1_000;
        return lastAccepted.updateAndGet(last -> Math.max(last + 1, now));
    }

    private static List<Session> both(List<Session> some, List<Session> more) {
        List<Session> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private void forget(Session session) {
        byConnection.remove(session.opening().id());
        byUser.computeIfPresent(session.user(), (user, all) -> {
            List<Session> others = all.stream().filter(one -> one != session).toList();
            return others.isEmpty() ? null : others;
        });
        services.hints().ended(session);
        services.hints().changed(session.user());
    }

    @Override
    public boolean isHere(String user) {
        return byUser.getOrDefault(user, List.of()).stream().anyMatch(Session::isStarted);
    }

    @Override
    public void tell(String user, String type, byte[] frame) {
        for (Session session : byUser.getOrDefault(user, List.of())) {
            session.tell(type, frame);
        }
    }

    public int count() {
        return byConnection.size();
    }

    public long owedBytes() {
        return byConnection.values().stream().mapToLong(Session::owedBytes).sum();
    }

    /** All that are open now, for ending them one by one. */
    public List<Session> open() {
        return List.copyOf(byConnection.values());
    }

    /** Ends a session because this edge stops. */
    public void drain(Session session) {
        session.end(End.DRAINING);
    }

    /** Some of the user's tokens do not count any more. */
    public void revoked(String user) {
        byUser.getOrDefault(user, List.of()).forEach(Session::checkToken);
    }

    /** To be called several times a second: ends what has to end, and lets receipts go on whose time has come. */
    public void tick() {
        long now = services.nanoTime().getAsLong();
        byConnection.values().forEach(session -> session.check(now));
        services.receipts().open(now, false);
    }

    /** To be called every few milliseconds: sends the receipts that have come since. */
    public void sendReceipts() {
        services.receipts().send();
    }

    /** Sends every receipt that is held back. */
    public void flushReceipts() {
        services.receipts().open(services.nanoTime().getAsLong(), true);
        sendReceipts();
    }

    @Override
    public void started(SessionStarted started) {
        Session session = byConnection.get(started.getConnection());
        if (session != null) {
            session.started(started);
            services.hints().changed(session.user());
        }
    }

    @Override
    public void replaced(SessionReplaced replaced) {
        Session session = byConnection.get(replaced.getConnection());
        if (session != null) {
            session.end(End.REPLACED);
        }
    }

    @Override
    public void reply(Reply reply) {
        Session session = byConnection.get(reply.getOrigin().getConnection());
        if (session != null) {
            session.reply(reply);
        }
    }

    @Override
    public void event(EventDelivery delivery) {
        if (delivery.getEvent() instanceof ChatEvent change) {
            membersChanged(delivery, change);
        }
        EventFrame frame = EventFrames.of(delivery);
        for (EventRecipient recipient : delivery.getRecipients()) {
            tell(frame, recipient, hearers(delivery.getConnection(), recipient.getUser()));
        }
    }

    private void membersChanged(EventDelivery delivery, ChatEvent change) {
        List<String> told = delivery.getRecipients().stream()
                .map(EventRecipient::getUser)
                .filter(byUser::containsKey)
                .toList();
        String chatId = delivery.getChatId();
        switch (change.getEvent()) {
            case "created" -> services.hints().membersChanged(new Hints.MembersChange(chatId, told, true, told));
            case "members_added" ->
                services.hints().membersChanged(new Hints.MembersChange(chatId, change.getUsers(), true, told));
            case "members_removed" ->
                services.hints().membersChanged(new Hints.MembersChange(chatId, change.getUsers(), false, told));
            default -> {}
        }
    }

    private List<Session> hearers(@Nullable Long connection, String user) {
        if (connection == null) {
            return byUser.getOrDefault(user, List.of());
        }
        Session only = byConnection.get(connection);
        return only == null || !only.user().equals(user) ? List.of() : List.of(only);
    }

    private static void tell(EventFrame frame, EventRecipient recipient, List<Session> hearers) {
        if (hearers.isEmpty()) {
            return;
        }
        byte[] head = frame.head(recipient);
        for (Session session : hearers) {
            if (session.isStarted()) {
                session.event(frame, recipient, head);
            }
        }
    }
}
