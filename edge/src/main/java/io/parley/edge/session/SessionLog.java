package io.parley.edge.session;

import io.parley.avro.SessionActive;
import io.parley.avro.SessionClosed;
import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import java.util.UUID;

/** What one session tells the topology about itself. */
final class SessionLog {
    private static final Runnable LEFT_TO_THE_NEXT = () -> {};

    private final Session.Opening opening;
    private final Services services;

    SessionLog(Session.Opening opening, Services services) {
        this.opening = opening;
        this.services = services;
    }

    void opened(Runnable onFailure) {
        SessionOpened opened = SessionOpened.newBuilder()
                .setSince(opening.since())
                .setName(opening.principal().name())
                .setActive(true)
                .build();
        services.bus().send(event("opened", opened), onFailure);
    }

    void active(boolean active, Runnable onFailure) {
        services.bus().send(event("active", new SessionActive(active)), onFailure);
    }

    /** When this is lost, the session counts as open until the lease ends or the device comes back. */
    void closed(String reason) {
        services.bus().send(event("closed", new SessionClosed(reason)), LEFT_TO_THE_NEXT);
    }

    private SessionEvent event(String kind, Object event) {
        return SessionEvent.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setKind(kind)
                .setEventTime(services.wall().instant())
                .setUser(opening.principal().user())
                .setDevice(opening.device())
                .setSlot(opening.holding().slot())
                .setEpoch(opening.holding().epoch())
                .setConnection(opening.id())
                .setAcceptedAt(opening.acceptedAt())
                .setEvent(event)
                .build();
    }
}
