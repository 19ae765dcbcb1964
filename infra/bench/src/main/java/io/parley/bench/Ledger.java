package io.parley.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * The client's own count: when each message was due, when it was acknowledged, who got it when; and from that what is
 * missing, doubled or out of order. Message numbers below {@code measuredFrom} are warm-up: counted, not timed.
 */
final class Ledger {

    private final AtomicLongArray due;
    private final int measuredFrom;
    private final Histogram ack = new ConcurrentHistogram(Figures.LONGEST, 3);
    private final Histogram receive = new ConcurrentHistogram(Figures.LONGEST, 3);
    private final AtomicLong owed = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong measuredDelivered = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong doubled = new AtomicLong();
    private final AtomicLong disordered = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final Statuses statuses = new Statuses();
    private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();

    Ledger(int messages, int measuredFrom) {
        this.due = new AtomicLongArray(messages);
        this.measuredFrom = measuredFrom;
    }

    /** A message goes out now, and was due then; so many others must get it. */
    void sent(int number, long dueNanos, int receivers) {
        due.set(number, dueNanos);
        owed.addAndGet(receivers);
    }

    void acked(int number, long nanos) {
        acked.incrementAndGet();
        if (number >= measuredFrom) {
            Figures.record(ack, nanos - due.get(number));
        }
    }

    /** Another member got it. */
    void received(int number, long nanos) {
        delivered.incrementAndGet();
        if (number >= measuredFrom) {
            measuredDelivered.incrementAndGet();
            Figures.record(receive, nanos - due.get(number));
        }
    }

    void doubled() {
        doubled.incrementAndGet();
    }

    void disordered() {
        disordered.incrementAndGet();
    }

    void frame() {
        frames.incrementAndGet();
    }

    void error(String code) {
        errors.computeIfAbsent(code, c -> new AtomicLong()).incrementAndGet();
    }

    long missing() {
        return owed.get() - delivered.get();
    }

    long unacked(int sent) {
        return sent - acked.get();
    }

    long doubles() {
        return doubled.get();
    }

    long disorders() {
        return disordered.get();
    }

    long frames() {
        return frames.get();
    }

    /** Deliveries of messages that were timed. */
    long measuredDeliveries() {
        return measuredDelivered.get();
    }

    Statuses statuses() {
        return statuses;
    }

    Map<String, AtomicLong> errors() {
        return errors;
    }

    Histogram ackMicros() {
        return ack;
    }

    Histogram receiveMicros() {
        return receive;
    }
}
