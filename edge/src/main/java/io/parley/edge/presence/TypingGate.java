package io.parley.edge.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Lets one typing of a user in a chat pass an interval. Bounded: what is forgotten early passes once too often. */
final class TypingGate {
    private static final int MOST = 200_000;
    private static final int TENTH = 10;

    private record Key(String chatId, String user) {}

    private final long intervalNanos;
    private final Ticker ticker;
    private final Cache<Key, Long> openAt;

    TypingGate(Duration interval, Ticker ticker) {
        this.intervalNanos = interval.toNanos();
        this.ticker = ticker;
        this.openAt = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(MOST)
                .expireAfterWrite(interval.multipliedBy(2))
                .build();
    }

    /**
     * How long this one has to wait; negative when it is left out. One that comes a little early waits, because a client
     * that sends in the right rhythm would otherwise seem to stop.
     */
    synchronized long take(String chatId, String user) {
        Key key = new Key(chatId, user);
        long now = ticker.read();
        Long opens = openAt.getIfPresent(key);
        if (opens == null || now - opens >= 0) {
            openAt.put(key, now + intervalNanos);
            return 0;
        }
        long wait = opens - now;
        if (wait > intervalNanos / TENTH) {
            return -1;
        }
        openAt.put(key, opens + intervalNanos);
        return wait;
    }
}
