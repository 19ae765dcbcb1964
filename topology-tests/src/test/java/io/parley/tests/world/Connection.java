package io.parley.tests.world;

import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One socket as its client sees it. It insists on what every client may rely on: nothing before hello, and after it each
 * event once, in order of {@code seq}, without a gap.
 */
public final class Connection {
    private enum State {
        OPENING,
        LIVE,
        REPLACED,
        LOST
    }

    private final long id;
    private final int slot;
    private final long epoch;
    private final String user;
    private final String device;
    private final @Nullable Long since;
    private final long acceptedAt;
    private final List<Heard> heard = new ArrayList<>();
    private State state = State.OPENING;
    private long head;
    private long last;
    private boolean resumed;

    Connection(long id, int slot, long epoch, String user, String device, @Nullable Long since, long acceptedAt) {
        this.id = id;
        this.slot = slot;
        this.epoch = epoch;
        this.user = user;
        this.device = device;
        this.since = since;
        this.acceptedAt = acceptedAt;
        this.last = since == null ? 0 : since;
    }

    SessionEvent opened(Instant now, @Nullable String name) {
        return event(
                now,
                "opened",
                SessionOpened.newBuilder()
                        .setSince(since)
                        .setName(name)
                        .setActive(true)
                        .build());
    }

    SessionEvent event(Instant now, String kind, Object what) {
        return SessionEvent.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes((kind + id).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString())
                .setKind(kind)
                .setEventTime(now)
                .setUser(user)
                .setDevice(device)
                .setSlot(slot)
                .setEpoch(epoch)
                .setConnection(id)
                .setAcceptedAt(acceptedAt)
                .setEvent(what)
                .build();
    }

    void start(long seq, boolean resumes) {
        if (state != State.OPENING) {
            if (state == State.LIVE) {
                throw new IllegalStateException(this + " was told hello twice");
            }
            return;
        }
        state = State.LIVE;
        head = seq;
        resumed = resumes;
        last = resumes && since != null ? since : seq;
    }

    void hear(Heard event) {
        if (state != State.LIVE) {
            return;
        }
        if (event.seq() != last + 1) {
            throw new AssertionError(this + " is at " + last + " and hears " + event);
        }
        last = event.seq();
        heard.add(event);
    }

    void replace() {
        if (state != State.LOST) {
            state = State.REPLACED;
        }
    }

    /** The client is gone without a word. */
    public void abandon() {
        lose();
    }

    void lose() {
        state = State.LOST;
    }

    public long id() {
        return id;
    }

    public int slot() {
        return slot;
    }

    public long epoch() {
        return epoch;
    }

    public String user() {
        return user;
    }

    public String device() {
        return device;
    }

    public boolean isOpen() {
        return state == State.OPENING || state == State.LIVE;
    }

    public boolean isLive() {
        return state == State.LIVE;
    }

    public boolean isReplaced() {
        return state == State.REPLACED;
    }

    /** The seq of hello. */
    public long head() {
        return head;
    }

    /** The resumed of hello. */
    public boolean resumed() {
        return resumed;
    }

    /** The last seq seen: what a client would come back with. */
    public long last() {
        return last;
    }

    public List<Heard> heard() {
        return heard;
    }

    @Override
    public String toString() {
        return user + "/" + device + "#" + id + " on edge " + slot;
    }
}
