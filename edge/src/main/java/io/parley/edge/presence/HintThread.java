package io.parley.edge.presence;

import io.parley.edge.NamedThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread to which the hints' state belongs. A piece of work that fails ends nothing but itself. */
final class HintThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HintThread.class);

    private final int most;
    private final AtomicInteger queued = new AtomicInteger();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("edge-hints"));

    /** @param most pieces of offered work that wait */
    HintThread(int most) {
        this.most = most;
    }

    /** For what anybody may cause; false when too much waits already. */
    boolean offer(Runnable work) {
        if (queued.incrementAndGet() > most) {
            queued.decrementAndGet();
            return false;
        }
        execute(() -> {
            queued.decrementAndGet();
            work.run();
        });
        return true;
    }

    /** For what is bounded by itself. */
    @Override
    public void execute(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.trace("Closed already", e);
        }
    }

    void later(Runnable work, long nanos) {
        try {
            var unused = thread.schedule(() -> guarded(work), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("Closed already", e);
        }
    }

    void every(int millis, Runnable work) {
        var unused = thread.scheduleWithFixedDelay(() -> guarded(work), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A hint failed; the next one comes", e);
        }
    }

    int queued() {
        return queued.get();
    }

    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        thread.awaitTermination(1, TimeUnit.SECONDS);
    }
}
