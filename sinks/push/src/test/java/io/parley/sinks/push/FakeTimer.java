package io.parley.sinks.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that passes when the test says so. */
final class FakeTimer extends ScheduledThreadPoolExecutor {
    final List<Long> waits = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    FakeTimer() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        waits.add(unit.toMillis(delay));
        tasks.add(task);
        return super.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
    }

    void passes() {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }
}
