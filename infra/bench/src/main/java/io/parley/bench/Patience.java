package io.parley.bench;

import io.parley.client.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Tells what is slow from what stands still: it is over when nothing has come further for so long. */
final class Patience {

    /** For acks, and for the tables that come after them. */
    static final Duration USUAL = Duration.ofSeconds(60);

    private static final int ASK_EVERY_MS = 50;
    private static final int UNAVAILABLE = 503;

    private final long nanos;
    private long furthest;
    private long since;

    Patience(Duration patience, long now) {
        this.nanos = patience.toNanos();
        this.furthest = Long.MIN_VALUE;
        this.since = now;
    }

    boolean isOver(long progress, long now) {
        if (progress > furthest) {
            furthest = progress;
            since = now;
        }
        return now - since >= nanos;
    }

    /** Asks again and again until this much is there; who is too busy to say is asked again, too. */
    static void await(String what, long goal, Callable<Long> progress) throws IOException, InterruptedException {
        Patience patience = new Patience(USUAL, System.nanoTime());
        for (long there = ask(progress); there < goal; there = ask(progress)) {
            if (patience.isOver(there, System.nanoTime())) {
                throw new IOException(what + " stands still at " + there + " of " + goal);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MS);
        }
    }

    private static long ask(Callable<Long> progress) throws IOException, InterruptedException {
        try {
            return progress.call();
        } catch (Problem e) {
            if (e.status() == UNAVAILABLE) {
                return -1;
            }
            throw e;
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a call failed", e);
        }
    }
}
