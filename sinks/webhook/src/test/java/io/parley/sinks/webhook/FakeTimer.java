package io.parley.sinks.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that passes when the test says so. */
final class FakeTimer extends ScheduledThreadPoolExecutor {
    final List<Long> waits = new ArrayList<>();
    private final List<Due> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    private record Due(Instant at, Runnable task) {}

    FakeTimer() {
        super(1);
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        waits.add(unit.toMillis(delay));
        tasks.add(new Due(now.plusMillis(unit.toMillis(delay)), task));
        return super.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
    }

    /** Until the next that is due, and does it. */
    void passes() {
        Due next = tasks.stream().min(Comparator.comparing(Due::at)).orElseThrow();
        tasks.remove(next);
        now = next.at();
        next.task().run();
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }
}
