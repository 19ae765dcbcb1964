package io.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Lets many connect, so many at once, and times each from the moment at which all set out. */
final class Arrivals implements Visitor.Watcher {

    private static final int PATIENCE_SECONDS = 120;
    private static final int EXAMPLES = 5;

    private final int window;
    private final Semaphore free;
    private final AtomicInteger there = new AtomicInteger();
    private final Map<String, Boolean> broken = new ConcurrentHashMap<>();
    private volatile long start;
    private volatile Histogram micros = histogram();

    Arrivals(int window) {
        this.window = window;
        this.free = new Semaphore(window);
    }

    /** All of them, each to its edge; seconds until the last had everything. */
    double await(Bench bench, List<Visitor> visitors, IntFunction<URI> edge) throws IOException, InterruptedException {
        there.set(0);
        micros = histogram();
        start = System.nanoTime();
        for (int i = 0; i < visitors.size(); i++) {
            acquire(1);
            visitors.get(i).connect(bench.loop(), edge.apply(i));
        }
        acquire(window);
        free.release(window);
        return (System.nanoTime() - start) / 1e9;
    }

    private void acquire(int permits) throws IOException, InterruptedException {
        if (!free.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(
                    "nobody arrived within " + PATIENCE_SECONDS + " s; " + there.get() + " are there; " + examples());
        }
    }

    /** Whoever is timed here misses so little that the stream has it. */
    @Override
    public void greeted(Visitor.Greeting greeting) {
        if (greeting.again() && !greeting.resumed()) {
            broken("somebody came back and was not resumed");
        }
    }

    @Override
    public void caughtUp(long nanos) {
        there.incrementAndGet();
        Figures.record(micros, nanos - start);
        free.release();
    }

    @Override
    public void broken(String what) {
        broken.put(what, true);
    }

    Histogram micros() {
        return micros;
    }

    long violations() {
        return broken.size();
    }

    List<String> examples() {
        return broken.keySet().stream().limit(EXAMPLES).toList();
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(Figures.LONGEST, 3);
    }
}
