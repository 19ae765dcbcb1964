package io.parley.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.avro.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a lease over a log in memory and a clock that only the test moves. */
class SlotLeaseTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FakeLog log = new FakeLog();
    private final LeaseClock clock = new LeaseClock(Duration.ofSeconds(3), nanos::get);
    private final SlotLease lease = new SlotLease(
            new SlotLease.Terms("edge-1", 1, Duration.ofSeconds(3), Duration.ofMillis(20)),
            log,
            clock,
            Clock.systemUTC(),
            nanos::get);

    @AfterEach
    void close() {
        lease.close();
    }

    private void held(int slot, long epoch) {
        await().until(() -> new Holding(slot, epoch).equals(clock.holding()));
    }

    @Test
    void a_free_slot_is_claimed_under_a_higher_epoch_and_renewed() {
        log.leases.add(new Lease(1, 41L, "other", Instant.EPOCH, true));

        lease.start();

        held(1, 42);
        await().until(() -> log.written().size() > 3);
        assertThat(log.written()).allMatch(written -> written.getEpoch() == 42 && !written.getReleased());
        assertThat(log.readings).containsExactly(new Holding(1, 42));
    }

    @Test
    void an_edge_that_is_fenced_off_lets_go_and_claims_anew() {
        lease.start();
        held(1, 1);

        log.takenByAnother(1, 2);

        held(2, 1);
        assertThat(log.claimsOpen.get()).isEqualTo(1);
    }

    @Test
    void an_edge_that_woke_from_a_pause_claims_anew() {
        lease.start();
        held(1, 1);

        nanos.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(clock.holding()).as("not a moment longer").isNull();

        held(1, 2);
    }

    @Test
    void a_log_that_is_away_for_less_than_a_lease_time_costs_nothing() {
        lease.start();
        held(1, 1);

        log.away = true;
        await().until(() -> log.refused.get() > 3);
        assertThat(clock.holds(1)).isTrue();
        log.away = false;

        int before = log.written().size();
        await().until(() -> log.written().size() > before);
        held(1, 1);
    }

    @Test
    void a_log_that_is_away_for_longer_ends_the_holding() {
        lease.start();
        held(1, 1);

        log.away = true;
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        await().until(() -> clock.holding() == null);
        log.away = false;

        held(1, 2);
    }

    @Test
    void deliveries_that_cannot_be_read_end_the_holding() {
        lease.start();
        held(1, 1);

        lease.giveUp(new Holding(1, 1));

        held(1, 2);
    }

    @Test
    void closing_gives_the_slot_back() {
        lease.start();
        held(1, 1);

        lease.close();

        assertThat(clock.holding()).isNull();
        List<Lease> written = log.written();
        assertThat(written.get(written.size() - 1).getReleased()).isTrue();
        assertThat(log.claimsOpen.get()).isZero();
    }

    private static final class FakeLog implements LeaseLog {
        final List<Lease> leases = new CopyOnWriteArrayList<>();
        final List<Holding> readings = new CopyOnWriteArrayList<>();
        final AtomicLong claimsOpen = new AtomicLong();
        final AtomicLong refused = new AtomicLong();
        volatile boolean away;
        volatile int fencedSlot = -1;

        List<Lease> written() {
            return leases.stream().filter(one -> one.getEdge().equals("edge-1")).toList();
        }

        void takenByAnother(int slot, long epoch) {
            leases.add(new Lease(slot, epoch, "other", Instant.EPOCH, false));
            fencedSlot = slot;
        }

        @Override
        public int slots() {
            return 4;
        }

        @Override
        public void catchUp(SlotTable table) {
            refuseWhenAway();
            leases.forEach(one -> table.observe(one, Long.MAX_VALUE / 2));
        }

        private void refuseWhenAway() {
            if (away) {
                refused.incrementAndGet();
                throw new TimeoutException("away");
            }
        }

        @Override
        public Claim claim(int slot) {
            refuseWhenAway();
            claimsOpen.incrementAndGet();
            return new Claim() {
                @Override
                public void write(Lease lease) {
                    refuseWhenAway();
                    if (slot == fencedSlot) {
                        throw new FencedOff(new IllegalStateException("fenced"));
                    }
                    leases.add(lease);
                }

                @Override
                public void read(Holding holding, LeaseClock clock) {
                    readings.add(holding);
                }

                @Override
                public void close() {
                    claimsOpen.decrementAndGet();
                }
            };
        }

        @Override
        public void close() {}
    }
}
