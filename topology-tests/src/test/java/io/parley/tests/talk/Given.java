package io.parley.tests.talk;

import io.parley.ids.ChatIds;
import java.util.Arrays;

/** What is so before the behaviour begins. What is heard meanwhile is no part of it. */
public final class Given extends People<Actor> {
    private final Stage stage;

    Given(Stage stage) {
        super(name -> new Actor(stage, name));
        this.stage = stage;
    }

    /** A group called Team, made by the first, with everybody connected. */
    public String a_group_of(String owner, String... others) {
        return a_group_called("Team", owner, others);
    }

    public String a_group_called(String title, String owner, String... others) {
        connected(owner);
        connected(others);
        person(owner).makes_a_group(title, others).is_done();
        stage.forgetAllHeard();
        return ChatIds.group(owner, title);
    }

    /** The one chat of two, made by the first, with both connected. */
    public String a_direct_chat_of(String one, String other) {
        connected(one, other);
        person(one).makes_a_direct_chat_with(other).is_done();
        stage.forgetAllHeard();
        return ChatIds.direct(one, other);
    }

    public void connected(String... names) {
        Arrays.stream(names).forEach(stage::connectAnyway);
        stage.forgetAllHeard();
    }

    /** Messages of one person, in this order. */
    public void said(String who, String... contents) {
        Arrays.stream(contents).forEach(content -> person(who).sends(content).is_acked());
        stage.forgetAllHeard();
    }

    /** Anything else; what is heard of it does not count. */
    public void that(Runnable happened) {
        happened.run();
        stage.forgetAllHeard();
    }
}
