package io.parley.sinks.push;

import io.parley.sinks.push.Lane.Entry;
import io.parley.sinks.push.PushEnds.End;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends pushes, a lane for each device, and tries again what a platform did not take. Every push ends: sent, given up, or
 * replaced by a newer one of its chat. How many are on their way is counted, so that who adds can wait for room.
 */
final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final Target target;
    private final Withdrawals withdrawals;
    private final Retries retries;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final PushEnds ends;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int onTheirWay;

    Lanes(
            Target target,
            Withdrawals withdrawals,
            Retries retries,
            ScheduledExecutorService timer,
            Clock clock,
            PushEnds ends) {
        this.target = target;
        this.withdrawals = withdrawals;
        this.retries = retries;
        this.timer = timer;
        this.clock = clock;
        this.ends = ends;
    }

    CompletableFuture<Void> add(Push push) {
        Entry entry = new Entry(push, new CompletableFuture<>());
        String key = push.lane();
        Entry replaced;
        Entry first = null;
        synchronized (this) {
            onTheirWay++;
            Lane lane = lanes.computeIfAbsent(key, any -> new Lane());
            replaced = lane.add(entry);
            if (lane.isIdle()) {
                first = lane.next();
            }
        }
        end(replaced, End.REPLACED);
        send(key, first);
        return entry.done();
    }

    /** Whether fewer than so many are on their way, at the latest after a while. */
    synchronized boolean awaitRoom(int max, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (onTheirWay >= max) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void send(String key, @Nullable Entry entry) {
        if (entry == null) {
            return;
        }
        if (retries.isTooOld(entry.push(), clock.instant())) {
            LOG.info("push given up, too old: {}", entry.push());
            finish(key, End.GIVEN_UP);
            return;
        }
        CompletableFuture<Outcome> sent;
        try {
            sent = target.send(entry.push()).toCompletableFuture();
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        sent.exceptionally(e -> Outcome.Later.of(String.valueOf(e))).thenAccept(outcome -> settle(key, entry, outcome));
    }

    private void settle(String key, Entry entry, Outcome outcome) {
        if (outcome instanceof Outcome.Later later) {
            waitOrGiveUp(key, entry, later);
        } else if (outcome instanceof Outcome.Unregistered) {
            withdrawals.withdraw(entry.push()).whenComplete((done, e) -> {
                if (e == null) {
                    finish(key, End.UNREGISTERED);
                } else {
                    waitOrGiveUp(key, entry, Outcome.Later.of("the log did not take the withdrawal: " + e));
                }
            });
        } else if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("push refused ({}): {}", refused.reason(), entry.push());
            finish(key, End.REFUSED);
        } else {
            finish(key, End.SENT);
        }
    }

    private void waitOrGiveUp(String key, Entry entry, Outcome.Later later) {
        int attempt;
        synchronized (this) {
            attempt = lane(key).attempt();
        }
        Optional<Duration> wait = retries.waitAfter(attempt, entry.push(), later, clock.instant());
        if (wait.isEmpty()) {
            LOG.warn("push given up after {} attempt(s) ({}): {}", attempt, later.reason(), entry.push());
            finish(key, End.GIVEN_UP);
            return;
        }
        LOG.debug("push waits {} ({}): {}", wait.get(), later.reason(), entry.push());
        try {
            timer.schedule(() -> again(key), wait.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the task ends; what it did not send is sent by the next: {}", entry.push(), e);
        }
    }

    private void again(String key) {
        Entry replaced;
        Entry entry;
        synchronized (this) {
            Lane lane = lane(key);
            replaced = lane.again();
            entry = lane.current();
        }
        end(replaced, End.REPLACED);
        send(key, entry);
    }

    private void finish(String key, End how) {
        Entry done;
        Entry next;
        synchronized (this) {
            Lane lane = lane(key);
            done = lane.current();
            next = lane.next();
            if (next == null) {
                lanes.remove(key);
            }
        }
        end(done, how);
        send(key, next);
    }

    private void end(@Nullable Entry entry, End how) {
        if (entry != null) {
            ends.ended(how);
            synchronized (this) {
                onTheirWay--;
                notifyAll();
            }
            entry.done().complete(null);
        }
    }

    private Lane lane(String key) {
        Lane lane = lanes.get(key);
        if (lane == null) {
            throw new IllegalStateException("no lane " + key);
        }
        return lane;
    }
}
