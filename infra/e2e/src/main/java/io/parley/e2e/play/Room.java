package io.parley.e2e.play;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A chat of the workload: who is in now, as far as the driver knows, and who was put out for a while. */
final class Room {
    private static final int REMEMBERED = 30;

    private final String id;
    private final Person owner;
    private final List<Person> inside;
    private final List<Person> outside = new ArrayList<>();
    private final boolean open;
    private final Deque<Remark> remarks = new ArrayDeque<>();
    private @Nullable Person blocker;

    /** What somebody said, as far as its sender knows that it was taken. */
    record Remark(Person sender, String msgId, String clientMsgId) {}

    /** {@code open} says whether members come and go. */
    Room(String id, Person owner, List<Person> others, boolean open) {
        this.id = id;
        this.owner = owner;
        this.inside = new ArrayList<>(others);
        this.open = open;
    }

    String id() {
        return id;
    }

    Person owner() {
        return owner;
    }

    boolean isOpen() {
        return open;
    }

    /** Somebody who may speak; the owner too. */
    synchronized Person anyone(Random random) {
        int pick = random.nextInt(inside.size() + 1);
        return pick == inside.size() ? owner : inside.get(pick);
    }

    /** Something was said for certain; the newest are remembered. */
    synchronized void remember(Remark remark) {
        remarks.addLast(remark);
        if (remarks.size() > REMEMBERED) {
            remarks.removeFirst();
        }
    }

    /** One of the newest things said here, if any. */
    synchronized Optional<Remark> anyRemark(Random random) {
        return remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(remarks).get(random.nextInt(remarks.size())));
    }

    /** In a chat of two: one blocks the other, or whoever has blocked undoes it. */
    void turnTheLock(boolean byOwner) {
        Person before = blocker;
        if (before == null) {
            blocker = byOwner ? owner : inside.get(0);
            lock(blocker, "PUT");
        } else if (lock(before, "DELETE")) {
            blocker = null;
        }
    }

    /** Undoes what is blocked here. */
    void unlock() {
        Person before = blocker;
        if (before != null) {
            lock(before, "DELETE");
            blocker = null;
        }
    }

    private boolean lock(Person by, String method) {
        Person other = by == owner ? inside.get(0) : owner;
        return by.call(method, "users/me/blocks/" + other.id(), null).status() == 204;
    }

    /** Takes in again whoever is out; they may read what was said while they were in, and nothing of the rest. */
    void takeAllIn() {
        List<Person> all;
        synchronized (this) {
            all = List.copyOf(outside);
            inside.addAll(outside);
            outside.clear();
        }
        if (!all.isEmpty()) {
            owner.call(
                    "POST",
                    "chats/" + id + "/members",
                    Json.of(
                            "{'members':%s}",
                            Json.array(all.stream().map(Person::id).toList())));
        }
    }

    /** Puts somebody out, or takes somebody in again; by REST, as the owner. */
    void turnTheDoor(Random random) {
        Person moved;
        boolean back;
        synchronized (this) {
            back = !outside.isEmpty() && random.nextBoolean();
            if (!back && inside.size() <= 2) {
                return;
            }
            List<Person> from = back ? outside : inside;
            moved = from.remove(random.nextInt(from.size()));
        }
        if (back) {
            owner.call("POST", "chats/" + id + "/members", Json.of("{'members':['%s']}", moved.id()));
        } else {
            owner.call("DELETE", "chats/" + id + "/members/" + moved.id(), null);
        }
        synchronized (this) {
            (back ? inside : outside).add(moved);
        }
    }
}
