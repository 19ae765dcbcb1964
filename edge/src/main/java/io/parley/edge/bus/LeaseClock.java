package io.parley.edge.bus;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lease is held at this moment, asked before every write to a socket. It counts from the start of the last
 * renewal that succeeded, on a monotonic clock, so that a process that was paused finds it lapsed when it wakes. A lease
 * that lapsed never comes back: only a new claim, with a new epoch, does.
 */
public final class LeaseClock implements LeaseView {
    private record Held(Holding holding, long renewedAt) {}

    private final long leaseNanos;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Held> state = new AtomicReference<>();

    public LeaseClock(Duration lease, LongSupplier nanoTime) {
        this.leaseNanos = lease.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public @Nullable Holding holding() {
        Held held = state.get();
        if (held == null) {
            return null;
        }
        if (isLapsed(held)) {
            state.compareAndSet(held, null);
            return null;
        }
        return held.holding();
    }

    @Override
    public boolean holds(long epoch) {
        Holding holding = holding();
        return holding != null && holding.epoch() == epoch;
    }

    void claimed(Holding holding, long startedAt) {
        state.set(new Held(holding, startedAt));
    }

    /** Takes a renewal into account; false when it came too late, or for a lease that is lost. */
    boolean renewed(Holding holding, long startedAt) {
        Held held = state.get();
        if (held == null || !held.holding().equals(holding) || isLapsed(held)) {
            state.compareAndSet(held, null);
            return false;
        }
        return state.compareAndSet(held, new Held(holding, startedAt));
    }

    void lost() {
        state.set(null);
    }

    /** Time since the last renewal began; zero when nothing is held. */
    public Duration age() {
        Held held = state.get();
        return held == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - held.renewedAt());
    }

    private boolean isLapsed(Held held) {
        return nanoTime.getAsLong() - held.renewedAt() >= leaseNanos;
    }
}
