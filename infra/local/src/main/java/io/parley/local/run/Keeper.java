package io.parley.local.run;

import io.parley.local.Trouble;
import io.parley.local.data.RunState;
import io.parley.local.part.Part;
import io.parley.local.process.Backoff;
import io.parley.local.process.ChildProcess;
import io.parley.local.process.LogFile;
import io.parley.local.process.ProcessRef;
import io.parley.local.process.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part running: starts its process, sees that it becomes ready, and starts it again when it dies, with growing
 * waits. A first start that fails is the caller's; later ones are tried until the backoff is exhausted.
 */
public final class Keeper {
    /** How a part is doing, in the words of {@code status}. */
    public enum State {
        STARTING,
        RUNNING,
        RESTARTING,
        STOPPED,
        FAILED
    }

    private static final long LOOK_MS = 40;
    private static final int LOG_LINES = 12;

    /** A part that was never ready is tried once more: a busy machine can make a start time out. */
    private static final int FIRST_TRIES = 2;

    private final Part part;
    private final Path log;
    private final Backoff backoff;
    private final Duration startTimeout;
    private final Runnable changed;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private @Nullable ChildProcess process;
    private State state = State.STOPPED;
    private boolean wanted;
    private boolean everReady;
    private int restarts;
    private @Nullable String note;
    private CompletableFuture<Void> ready = new CompletableFuture<>();
    private @Nullable Thread thread;
    private volatile Runnable afterGoodEnd = () -> {};

    Keeper(Part part, Path log, Backoff backoff, Duration startTimeout, Runnable changed) {
        this.part = part;
        this.log = log;
        this.backoff = backoff;
        this.startTimeout = startTimeout;
        this.changed = changed;
    }

    public Part part() {
        return part;
    }

    /** Starts the part and waits until it is ready. */
    public void start() throws InterruptedException {
        lock.lock();
        try {
            if (!wanted) {
                wanted = true;
                everReady = false;
                ready = new CompletableFuture<>();
                Thread keeping = new Thread(this::keep, "keep-" + part.name());
                keeping.setDaemon(true);
                keeping.start();
                thread = keeping;
            }
        } finally {
            lock.unlock();
        }
        awaitReady(startTimeout);
    }

    /** Waits until the process that runs now, or the next one, is ready. */
    public void awaitReady(Duration timeout) throws InterruptedException {
        CompletableFuture<Void> future = locked(() -> ready);
        try {
            future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Trouble trouble ? trouble : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw trouble("is not ready after " + timeout.toSeconds() + " s");
        }
    }

    /** Ends the process, and does not start it again until {@link #start}. */
    public void stop() throws InterruptedException {
        boolean wasReady = state() == State.RUNNING;
        ChildProcess running;
        Thread keeping;
        lock.lock();
        try {
            wanted = false;
            wake.signalAll();
            running = process;
            keeping = thread;
        } finally {
            lock.unlock();
        }
        if (running != null && running.end(part.grace()) && wasReady) {
            afterGoodEnd.run();
        }
        if (keeping != null) {
            keeping.join();
        }
    }

    /** Sends a signal to the process that runs now. */
    public void signal(String signal) {
        reference().ifPresent(ref -> {
            if (signal.equals(Signals.KILL)) {
                // Who waits for readiness from here on means the next process.
                unready();
            }
            Signals.send(ref, signal);
        });
    }

    public Optional<ProcessRef> reference() {
        return Optional.ofNullable(locked(() -> process))
                .filter(ChildProcess::alive)
                .map(ChildProcess::ref);
    }

    public State state() {
        return locked(() -> state);
    }

    public int restarts() {
        return locked(() -> restarts);
    }

    RunState.Entry entry() {
        lock.lock();
        try {
            ProcessRef ref = process != null && process.alive() ? process.ref() : null;
            return new RunState.Entry(
                    part.name(),
                    ref,
                    state.name().toLowerCase(java.util.Locale.ROOT),
                    part.port(),
                    part.url(),
                    restarts,
                    note);
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        int attempt = 0;
        while (isWanted()) {
            Optional<String> died = liveOnce();
            if (!isWanted()) {
                break;
            }
            attempt = locked(() -> everReady && ready.isDone()) ? 1 : attempt + 1;
            boolean hopeless = locked(() -> everReady) ? backoff.exhausted(attempt) : attempt >= FIRST_TRIES;
            if (hopeless) {
                giveUp(died.orElse("ended"));
                return;
            }
            died(died.orElse("ended"));
            pause(backoff.before(attempt));
        }
        become(State.STOPPED, null);
    }

    /** One process from start to end; says how it ended. */
    private Optional<String> liveOnce() {
        try {
            Part.Launch launch = part.preparation().prepare();
            afterGoodEnd = launch.afterGoodEnd();
            ChildProcess child = ChildProcess.start(launch.command(), launch.environment(), launch.directory(), log);
            if (!adopt(child)) {
                child.end(part.grace());
                return Optional.empty();
            }
            if (becomesReady(child)) {
                isReady();
            } else if (child.alive() && isWanted()) {
                child.end(Duration.ZERO);
                return Optional.of("was not ready after " + startTimeout.toSeconds() + " s");
            }
            return Optional.of(how(child.waitFor()));
        } catch (Trouble e) {
            locked(() -> ready).completeExceptionally(e);
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of("cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String how(int code) {
        int signal = code - 128;
        return code > 128 ? "was killed by signal " + signal : "ended with exit code " + code;
    }

    private boolean becomesReady(ChildProcess child) {
        long deadline = System.nanoTime() + startTimeout.toNanos();
        while (child.alive() && isWanted() && System.nanoTime() < deadline) {
            if (part.probe().ready() && child.alive()) {
                return true;
            }
            pause(Duration.ofMillis(LOOK_MS));
        }
        return false;
    }

    private boolean adopt(ChildProcess child) {
        lock.lock();
        try {
            process = child;
            if (!wanted) {
                return false;
            }
            state = everReady ? State.RESTARTING : State.STARTING;
        } finally {
            lock.unlock();
        }
        changed.run();
        return true;
    }

    private void isReady() {
        lock.lock();
        try {
            everReady = true;
            state = State.RUNNING;
            ready.complete(null);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private void unready() {
        lock.lock();
        try {
            if (ready.isDone()) {
                ready = new CompletableFuture<>();
            }
        } finally {
            lock.unlock();
        }
    }

    private void died(String how) {
        lock.lock();
        try {
            restarts++;
            state = State.RESTARTING;
            note = "last " + how;
        } finally {
            lock.unlock();
        }
        unready();
        changed.run();
    }

    private void giveUp(String how) {
        locked(() -> ready).completeExceptionally(trouble(how));
        lock.lock();
        try {
            wanted = false;
        } finally {
            lock.unlock();
        }
        become(State.FAILED, how);
    }

    private void become(State next, @Nullable String why) {
        lock.lock();
        try {
            state = next;
            note = why == null ? note : why;
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private Trouble trouble(String how) {
        return new Trouble(
                "The part " + part.name() + " " + how + ". Its last lines are:",
                "All of its log is in " + log + ". If its data is damaged, `./parley reset` begins anew.",
                LogFile.tailOfStart(log, LOG_LINES));
    }

    private boolean isWanted() {
        return locked(() -> wanted);
    }

    private void pause(Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (wanted && left > 0) {
                left = wake.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
