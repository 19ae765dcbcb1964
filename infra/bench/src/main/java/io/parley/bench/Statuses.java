package io.parley.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How often senders in groups are told how far their messages are: of all, and of one of them in one chat within a second. */
final class Statuses {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Deque<Long>> ofSenders = new ConcurrentHashMap<>();
    private final AtomicLong all = new AtomicLong();
    private final AtomicInteger most = new AtomicInteger();

    /** Times of one sender in one chat never go back. */
    void heard(String sender, String chatId, long nanos) {
        all.incrementAndGet();
        Deque<Long> within = ofSenders.computeIfAbsent(sender + "/" + chatId, first -> new ArrayDeque<>());
        synchronized (within) {
            within.addLast(nanos);
            while (nanos - within.getFirst() >= SECOND) {
                within.removeFirst();
            }
            most.accumulateAndGet(within.size(), Math::max);
        }
    }

    long all() {
        return all.get();
    }

    /** The most that one sender heard of one chat within a second. */
    int most() {
        return most.get();
    }
}
