package io.parley.e2e.play;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call at a time on a thread of its own, and lets go what comes meanwhile. A read that stays unavailable is
 * borne; whatever else goes wrong is told at the end.
 */
final class Caller implements Executor, AutoCloseable {
    private final Semaphore free = new Semaphore(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "calls"));
    private final AtomicReference<@Nullable Throwable> wrong = new AtomicReference<>();

    @Override
    public void execute(Runnable call) {
        if (free.tryAcquire()) {
            thread.execute(() -> {
                try {
                    call.run();
                } catch (Person.Unavailable e) {
                    // What it would have read is read at rest.
                } catch (AssertionError | RuntimeException e) {
                    wrong.compareAndSet(null, e);
                } finally {
                    free.release();
                }
            });
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2 * Device.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("a call was not answered within twice its patience");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        Throwable first = wrong.get();
        if (first != null) {
            throw new AssertionError("a call went wrong", first);
        }
    }
}
