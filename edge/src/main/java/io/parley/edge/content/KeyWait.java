package io.parley.edge.content;

import io.parley.keys.KeyRing;
import io.parley.keys.KeyUnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait for a key that has not been heard of. Deliveries have one reader, so one event waits at a time and all others
 * behind it. It is said when it is long, and has an end. Answers do not wait, and are said here too.
 */
public final class KeyWait {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWait.class);

    /** A user's first key takes a way through talk: that long is nothing to speak of. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private static final Duration SAID_AGAIN = Duration.ofSeconds(30);

    private final Duration atMost;
    private final LongSupplier nanoTime;
    private volatile @Nullable Long since;
    private @Nullable Long saidAt;

    /** @param atMost after which waiting ends */
    public KeyWait(Duration atMost, LongSupplier nanoTime) {
        this.atMost = atMost;
        this.nanoTime = nanoTime;
    }

    /** The key is not here yet; ends with {@link KeyUnavailableException} when it has been waited for too long. */
    void goesOn(String keyId) {
        long now = nanoTime.getAsLong();
        Long began = since;
        if (began == null) {
            since = now;
            return;
        }
        Duration waited = Duration.ofNanos(now - began);
        if (waited.compareTo(atMost) >= 0) {
            throw new KeyUnavailableException("the key " + keyId + " of user " + KeyRing.userOf(keyId)
                    + " has not been heard of in " + waited.toSeconds() + " s");
        }
        if (waited.compareTo(LONG) >= 0 && maySay(now)) {
            LOG.warn(
                    "Deliveries wait for the key {} of user {}, which has not been heard of in {} s",
                    keyId,
                    KeyRing.userOf(keyId),
                    waited.toSeconds());
        }
    }

    /** Nothing is waited for any longer, whether the key came or not. */
    public void over() {
        if (since != null) {
            since = null;
        }
    }

    /** An answer could not be given for want of a key. */
    void refused(KeyUnavailableException cause) {
        if (maySay(nanoTime.getAsLong())) {
            LOG.warn("A message cannot be opened, and calls for it are answered 503: {}", cause.getMessage());
        }
    }

    /** At once, then rarely. */
    synchronized boolean maySay(long now) {
        Long before = saidAt;
        boolean may = before == null || now - before >= SAID_AGAIN.toNanos();
        if (may) {
            saidAt = now;
        }
        return may;
    }

    /** How long deliveries have waited; 0 when they do not. */
    public double seconds() {
        Long began = since;
        return began == null ? 0 : (nanoTime.getAsLong() - began) / 1e9;
    }
}
