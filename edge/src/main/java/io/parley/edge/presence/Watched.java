package io.parley.edge.presence;

import io.parley.edge.protocol.PresenceStatus;
import io.parley.edge.protocol.ServerFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One user as those on this edge see them. What is shown is what all of {@code told} were told last; that the user went is
 * shown only after the grace time, unless the user came back. What Redis said earlier never replaces what it said later.
 */
final class Watched {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration SLACK = Duration.ofMillis(50);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final String user;
    private final Set<Hearer> told = new LinkedHashSet<>();
    private final Set<Hearer> waiting = new LinkedHashSet<>();
    private Presence shown = Presence.UNKNOWN;
    private Presence known = Presence.UNKNOWN;
    private long version;
    private long readAt = NEVER;
    private long answerBy = NEVER;
    private long goneAt = NEVER;

    Watched(String user) {
        this.user = user;
    }

    /** The connection is told at once when something is known, else within {@code patience}. */
    void add(Hearer hearer, long now, Duration patience) {
        if (known != Presence.UNKNOWN) {
            told.add(hearer);
            tell(hearer);
            return;
        }
        told.remove(hearer);
        waiting.add(hearer);
        answerBy = Math.min(answerBy, now + patience.toNanos());
    }

    /** Whether somebody is left. */
    boolean remove(Hearer hearer) {
        told.remove(hearer);
        waiting.remove(hearer);
        return !told.isEmpty() || !waiting.isEmpty();
    }

    void sighted(Sighting sighting, long now, Duration grace) {
        boolean newer = sighting.version() >= version;
        if (newer) {
            version = sighting.version();
            known = Presence.of(sighting);
            readAt = sighting.online() ? now + sighting.left().plus(SLACK).toNanos() : NEVER;
        }
        boolean goes = known.status() == PresenceStatus.OFFLINE && shown.status() == PresenceStatus.ONLINE;
        if (!goes) {
            goneAt = NEVER;
            show(known);
        } else if (goneAt == NEVER) {
            goneAt = now + grace.toNanos();
            showWhatIsDue(now);
        }
        answerThoseWho(waited());
    }

    private List<Hearer> waited() {
        List<Hearer> all = new ArrayList<>(waiting);
        waiting.clear();
        answerBy = NEVER;
        return all;
    }

    private void answerThoseWho(List<Hearer> waited) {
        told.addAll(waited);
        waited.forEach(this::tell);
    }

    private void show(Presence now) {
        boolean differs = now.status() != shown.status();
        shown = now;
        if (differs) {
            told.forEach(this::tell);
        }
    }

    private void tell(Hearer hearer) {
        hearer.tell("presence", ServerFrames.presence(user, shown.status(), shown.lastSeen()));
    }

    /** Redis could not be asked about the user; it is asked again soon. */
    void unread(long now) {
        lost();
        readAt = now + TRY_AGAIN.toNanos();
    }

    /** Redis is gone; whatever it says when it is back counts, also when it has lost its last changes. */
    void disconnected() {
        version = 0;
        lost();
    }

    private void lost() {
        known = Presence.UNKNOWN;
        readAt = NEVER;
        goneAt = NEVER;
        show(known);
        answerThoseWho(waited());
    }

    /** Whether Redis has to be asked now; asks once. */
    boolean takeRead(long now) {
        if (readAt == NEVER || now - readAt < 0) {
            return false;
        }
        readAt = NEVER;
        return true;
    }

    /** Shows what had to wait, and ends the patience of those who wait for a first word. */
    void showWhatIsDue(long now) {
        if (goneAt != NEVER && now - goneAt >= 0) {
            goneAt = NEVER;
            show(known);
        }
        if (answerBy != NEVER && now - answerBy >= 0) {
            answerThoseWho(waited());
        }
    }
}
