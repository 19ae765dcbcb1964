package io.parley.e2e.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A chat of the workload: who is in now, as far as the driver knows, and who was put out for a while. */
final class Room {

    private final String id;
    private final Person owner;
    private final List<Person> inside;
    private final List<Person> outside = new ArrayList<>();
    private final boolean open;

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
    Person anyone(Random random) {
        int pick = random.nextInt(inside.size() + 1);
        return pick == inside.size() ? owner : inside.get(pick);
    }

    /** Puts somebody out, or takes somebody in again; by REST, as the owner. */
    void turnTheDoor(Random random) {
        if (!outside.isEmpty() && random.nextBoolean()) {
            Person back = outside.remove(random.nextInt(outside.size()));
            owner.call("POST", "chats/" + id + "/members", Json.of("{'members':['%s']}", back.id()));
            inside.add(back);
        } else if (inside.size() > 2) {
            Person out = inside.remove(random.nextInt(inside.size()));
            owner.call("DELETE", "chats/" + id + "/members/" + out.id(), null);
            outside.add(out);
        }
    }
}
