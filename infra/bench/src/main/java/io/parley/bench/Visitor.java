package io.parley.bench;

import io.parley.client.Tokens;
import io.parley.client.wire.UpgradeRefused;
import io.parley.client.wire.WireConnection;
import io.parley.client.wire.WireListener;
import io.parley.client.wire.WireLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user who is only there: connects, comes back with {@code since}, and knows whether it has all that it missed. All but
 * connecting is the loop's.
 */
final class Visitor implements WireListener {

    /** Who hears what becomes of it. */
    interface Watcher {
        /** It was greeted; unless that says resumed, nothing that it missed follows. */
        void greeted(Greeting greeting);

        /** It was greeted, and has everything up to the head that the greeting named. */
        void caughtUp(long nanos);

        /** A promise that was not held, in words. */
        void broken(String what);
    }

    /** @param again whether it came back with {@code since} */
    record Greeting(long head, boolean again, boolean resumed, long nanos) {}

    private final String id;
    private final String token;
    private final Watcher watcher;
    private volatile @Nullable WireConnection connection;
    private volatile boolean away;
    private long seq = -1;
    private long head = -1;
    private boolean waits;

    Visitor(String id, String secret, Watcher watcher) {
        this.id = id;
        this.token = Tokens.hs256(secret, id, Duration.ofHours(6));
        this.watcher = watcher;
    }

    String id() {
        return id;
    }

    String token() {
        return token;
    }

    /** The last event that it saw; -1 before it was greeted. For when it has caught up. */
    long seq() {
        return seq;
    }

    /** As if it had been there, and this were the last that it saw. */
    void hasSeen(long last) {
        seq = last;
    }

    /** With {@code since} when it was there before. */
    void connect(WireLoop loop, URI edge) throws IOException {
        away = false;
        awaits();
        String since = seq < 0 ? "" : "&since=" + seq;
        loop.connect(
                URI.create("ws://" + edge.getAuthority() + "/ws?device=bench" + since),
                Map.of("Authorization", "Bearer " + token),
                this);
    }

    /** From now on it waits for a greeting, and for everything up to that. */
    void awaits() {
        waits = true;
        head = -1;
    }

    /** As when a network breaks. */
    void drop() {
        away = true;
        WireConnection there = connection;
        if (there != null) {
            there.abort();
        }
    }

    void ping() {
        WireConnection there = connection;
        if (there != null) {
            there.text("{\"type\":\"ping\"}");
        }
    }

    @Override
    public void opened(WireConnection opened) {
        connection = opened;
    }

    @Override
    public void refused(UpgradeRefused refusal) {
        watcher.broken(id + " was refused: " + refusal.getMessage());
    }

    @Override
    public void closed(int code, String reason) {
        if (!away) {
            watcher.broken(id + " was closed: " + code + " " + reason);
        }
    }

    @Override
    public void message(int opcode, byte[] frame, long nanos) {
        String type = Scan.TYPE.text(frame);
        if (type.equals("hello")) {
            head = Scan.SEQ.number(frame);
            Greeting greeting = new Greeting(head, seq >= 0, Scan.RESUMED.isTrue(frame), nanos);
            watcher.greeted(greeting);
            if (!greeting.resumed()) {
                seq = head;
            }
        } else if (!type.equals("ack")) {
            long number = Scan.SEQ.number(frame);
            if (number >= 0 && number != seq + 1) {
                watcher.broken(id + " got " + number + " after " + seq);
            }
            seq = Math.max(seq, number);
        }
        if (waits && head >= 0 && seq >= head) {
            waits = false;
            watcher.caughtUp(nanos);
        }
    }
}
