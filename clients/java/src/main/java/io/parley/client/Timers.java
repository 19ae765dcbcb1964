package io.parley.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One client's alarms, all on the client's own thread; a new connection starts with none. */
final class Timers {

    private final ScheduledExecutorService logic;
    private final List<Future<?>> running = new ArrayList<>();

    Timers(ScheduledExecutorService logic) {
        this.logic = logic;
    }

    void after(Duration in, Runnable task) {
        running.removeIf(Future::isDone);
        running.add(logic.schedule(task, Math.max(0, in.toMillis()), TimeUnit.MILLISECONDS));
    }

    void every(Duration period, Runnable task) {
        long millis = Math.max(1, period.toMillis());
        running.add(logic.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS));
    }

    void cancel() {
        running.forEach(timer -> timer.cancel(false));
        running.clear();
    }
}
