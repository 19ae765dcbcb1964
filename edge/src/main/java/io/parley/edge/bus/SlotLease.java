package io.parley.edge.bus;

import io.parley.avro.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This edge's hold on a slot, for as long as it runs: claims one, renews it, and when it is fenced off or could not
 * renew for a lease time, gives it up and claims anew. The thread may hang in Kafka at any point; {@link LeaseClock}
 * lapses all the same.
 */
final class SlotLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotLease.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** @param first the slot that is tried first */
    record Terms(String edge, int first, Duration lease, Duration renewal) {}

    private final Terms terms;
    private final LeaseLog log;
    private final LeaseClock clock;
    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Thread thread;
    private final Object signal = new Object();
    private final AtomicReference<@Nullable Holding> broken = new AtomicReference<>();
    private volatile boolean closing;

    SlotLease(Terms terms, LeaseLog log, LeaseClock clock, Clock wall, LongSupplier nanoTime) {
        this.terms = terms;
        this.log = log;
        this.clock = clock;
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::run, "edge-lease");
    }

    void start() {
        thread.start();
    }

    /** The holding cannot be served any longer, for another reason than its lease. */
    void giveUp(Holding holding) {
        broken.set(holding);
        wake();
    }

    private void run() {
        boolean mayTakeBack = true;
        while (!closing) {
            try {
                holdOne(mayTakeBack);
                mayTakeBack = true;
            } catch (LeaseLog.FencedOff e) {
                LOG.warn("Somebody else took the slot: {}. Claiming another", e.toString());
                mayTakeBack = false;
                pause(LOOK_AGAIN);
            } catch (KafkaException e) {
                LOG.warn("No slot: {}. Trying again", e.toString());
                pause(LOOK_AGAIN);
            } catch (RuntimeException e) {
                LOG.error("Claiming a slot failed. Trying again", e);
                pause(terms.renewal());
            } finally {
                clock.lost();
            }
        }
        log.close();
    }

    /** @param mayTakeBack whether a slot that bears this edge's name can only be its own, from before */
    private void holdOne(boolean mayTakeBack) {
        broken.set(null);
        SlotTable table = new SlotTable(terms.lease());
        OptionalInt slot = choose(table, mayTakeBack);
        if (slot.isEmpty()) {
            return;
        }
        try (LeaseLog.Claim claim = log.claim(slot.getAsInt())) {
            log.catchUp(table);
            Holding holding = new Holding(slot.getAsInt(), table.lastEpoch(slot.getAsInt()) + 1);
            long startedAt = nanoTime.getAsLong();
            claim.write(lease(holding, false));
            clock.claimed(holding, startedAt);
            claim.read(holding, clock);
            LOG.info("Holding slot {} under epoch {}", holding.slot(), holding.epoch());
            renewUntilLost(claim, holding);
        }
    }

    private OptionalInt choose(SlotTable table, boolean mayTakeBack) {
        String formerSelf = mayTakeBack ? terms.edge() : null;
        while (!closing) {
            log.catchUp(table);
            OptionalInt slot = table.choose(log.slots(), terms.first(), formerSelf, nanoTime.getAsLong());
            if (slot.isPresent()) {
                return slot;
            }
            pause(LOOK_AGAIN);
        }
        return OptionalInt.empty();
    }

    private void renewUntilLost(LeaseLog.Claim claim, Holding holding) {
        while (true) {
            // A write that took long, as the first one of a cold start does, is made up for at once.
            pause(terms.renewal().minus(clock.age()));
            if (closing) {
                clock.lost();
                release(claim, holding);
                return;
            }
            if (holding.equals(broken.get()) || !renew(claim, holding)) {
                LOG.warn("Slot {} under epoch {} is lost", holding.slot(), holding.epoch());
                return;
            }
        }
    }

    private boolean renew(LeaseLog.Claim claim, Holding holding) {
        long startedAt = nanoTime.getAsLong();
        try {
            claim.write(lease(holding, false));
            return clock.renewed(holding, startedAt);
        } catch (KafkaException e) {
            LOG.warn("The lease of slot {} was not renewed: {}", holding.slot(), e.toString());
            return clock.holds(holding.epoch());
        }
    }

    private void release(LeaseLog.Claim claim, Holding holding) {
        try {
            claim.write(lease(holding, true));
        } catch (KafkaException | LeaseLog.FencedOff e) {
            LOG.warn("The lease of slot {} was not given back, it will lapse: {}", holding.slot(), e.toString());
        }
    }

    private Lease lease(Holding holding, boolean released) {
        return Lease.newBuilder()
                .setSlot(holding.slot())
                .setEpoch(holding.epoch())
                .setEdge(terms.edge())
                .setRenewedAt(wall.instant())
                .setReleased(released)
                .build();
    }

    private void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        synchronized (signal) {
            try {
                long left = time.toMillis();
                while (!closing && broken.get() == null && left > 0) {
                    signal.wait(left);
                    left = (until - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }

    private void wake() {
        synchronized (signal) {
            signal.notifyAll();
        }
    }

    /** Gives the slot back; nothing may be told to anybody any longer. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join(terms.lease().toMillis() * 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
