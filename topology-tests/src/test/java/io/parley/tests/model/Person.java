package io.parley.tests.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user in a chat of the model: now, or once. Times are places among the events of the chat. */
public final class Person {
    /** From inclusive, to exclusive; open while {@code to} is the end of time. */
    private record Stay(long from, long to) {}

    private static final long OPEN = Long.MAX_VALUE;

    private final String name;
    private final List<Stay> stays = new ArrayList<>();
    private Wish.@Nullable Rank rank;
    private boolean muted;
    private long delivered;
    private long read;

    Person(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Null when no longer a member. */
    public Wish.@Nullable Rank rank() {
        return rank;
    }

    boolean isMember() {
        return rank != null;
    }

    void rank(Wish.Rank now) {
        rank = now;
    }

    /** Who comes, or comes back, has not muted the chat. */
    void join(long at, Wish.Rank as) {
        stays.add(new Stay(at, OPEN));
        rank = as;
        muted = false;
    }

    void leave(long at) {
        Stay last = stays.remove(stays.size() - 1);
        stays.add(new Stay(last.from(), at));
        rank = null;
    }

    long joined() {
        return stays.get(stays.size() - 1).from();
    }

    boolean sees(Said message) {
        return stays.stream().anyMatch(stay -> stay.from() <= message.at() && message.at() < stay.to());
    }

    public boolean muted() {
        return muted;
    }

    void mute(boolean on) {
        muted = on;
    }

    /** Place of the last message delivered; 0 for none. */
    long delivered() {
        return delivered;
    }

    /** Place of the last message read; 0 for none. */
    long read() {
        return read;
    }

    void mark(long deliveredNow, long readNow) {
        delivered = deliveredNow;
        read = readNow;
    }
}
