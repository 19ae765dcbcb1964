package io.parley.topology.inbox;

import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SessionRef;
import io.parley.avro.state.Sessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a user has. A device has one: the one that was accepted last, on whatever edge, however late an older
 * one is heard of. Connections of an edge that lost its slot are gone.
 */
final class Opening {
    private static final long MICROS = 1_000;

    private Opening() {}

    /**
     * What becomes of an open.
     *
     * @param accepted whether the connection joins the user's stream
     * @param sessions those that are open then; null when nothing changed
     * @param replaced those that must close, perhaps the new one itself
     */
    record Result(boolean accepted, @Nullable Sessions sessions, List<SessionRef> replaced) {}

    static Result open(SessionEvent event, SessionOpened opened, long time, int max, InboxView view) {
        Sessions before = view.sessions(event.getUser());
        if (view.isDead(event.getSlot(), event.getEpoch())) {
            return new Result(false, withoutDead(event.getUser(), time, view), List.of());
        }
        SessionRef fresh = new SessionRef(
                event.getDevice(),
                event.getSlot(),
                event.getEpoch(),
                event.getConnection(),
                opened.getActive(),
                event.getAcceptedAt());
        List<SessionRef> live = new ArrayList<>(living(before, view));
        SessionRef older = live.stream()
                .filter(session -> session.getDevice().equals(event.getDevice()))
                .findFirst()
                .orElse(null);
        if (older != null && older.getAcceptedAt() > fresh.getAcceptedAt()) {
            return new Result(false, withoutDead(event.getUser(), time, view), List.of(fresh));
        }
        List<SessionRef> replaced = new ArrayList<>();
        if (older != null) {
            live.remove(older);
            if (!isSame(older, event)) {
                replaced.add(older);
            }
        }
        makeRoom(live, max, replaced);
        live.add(fresh);
        live.sort(Comparator.comparingLong(SessionRef::getAcceptedAt));
        return new Result(true, new Sessions(List.copyOf(live), nextStamp(before, time)), replaced);
    }

    private static void makeRoom(List<SessionRef> live, int max, List<SessionRef> replaced) {
        while (live.size() >= max) {
            replaced.add(live.remove(0));
        }
    }

    /** Null when the connection was not open. */
    static @Nullable Sessions close(SessionEvent event, long time, InboxView view) {
        Sessions before = view.sessions(event.getUser());
        if (before == null || before.getSessions().stream().noneMatch(session -> isSame(session, event))) {
            return null;
        }
        List<SessionRef> left = living(before, view).stream()
                .filter(session -> !isSame(session, event))
                .toList();
        return new Sessions(left, nextStamp(before, time));
    }

    /** Null when nothing changed. */
    static @Nullable Sessions activate(SessionEvent event, boolean active, long time, InboxView view) {
        Sessions before = view.sessions(event.getUser());
        boolean changes = before != null
                && before.getSessions().stream()
                        .anyMatch(session -> isSame(session, event) && session.getActive() != active);
        if (!changes) {
            return null;
        }
        List<SessionRef> now = living(before, view).stream()
                .map(session -> isSame(session, event) ? with(session, active) : session)
                .toList();
        return new Sessions(now, nextStamp(before, time));
    }

    /** Null when all live. */
    static @Nullable Sessions withoutDead(String user, long time, InboxView view) {
        Sessions before = view.sessions(user);
        if (before == null || before.getSessions().stream().noneMatch(view::isDead)) {
            return null;
        }
        return new Sessions(living(before, view), nextStamp(before, time));
    }

    static List<SessionRef> living(@Nullable Sessions sessions, InboxView view) {
        return sessions == null
                ? List.of()
                : sessions.getSessions().stream()
                        .filter(session -> !view.isDead(session))
                        .toList();
    }

    private static long nextStamp(@Nullable Sessions before, long time) {
        return Math.max(before == null ? 0 : before.getStamp() + 1, time * MICROS);
    }

    private static boolean isSame(SessionRef session, SessionEvent event) {
        return session.getSlot() == event.getSlot()
                && session.getEpoch() == event.getEpoch()
                && session.getConnection() == event.getConnection();
    }

    private static SessionRef with(SessionRef s, boolean active) {
        return new SessionRef(s.getDevice(), s.getSlot(), s.getEpoch(), s.getConnection(), active, s.getAcceptedAt());
    }
}
