package io.parley.e2e.torture;

import io.parley.avro.Topics;
import java.util.List;

/** Bytes that are no record, on every topic that anybody may come to write by mistake. */
record PoisonTopics() implements Fault {
    /** Without user.inbox: what lies there was acknowledged, so that poison there stops its reader on purpose. */
    static final List<String> TOPICS = List.of(
            Topics.CHAT_RAW.name(),
            Topics.USER_RAW.name(),
            Topics.USER_SESSIONS.name(),
            Topics.CHAT_MESSAGES.name(),
            Topics.CHAT_MEMBERS.name(),
            Topics.CHAT_MARKS.name(),
            Topics.USER_PROFILES.name(),
            Topics.USER_CHANGES.name(),
            Topics.EDGE_DELIVERY.name(),
            Topics.EDGE_LEASES.name());

    @Override
    public String name() {
        return "poison:topics";
    }

    @Override
    public String does() {
        return "a record of noise on a partition of each of " + String.join(", ", TOPICS);
    }

    @Override
    public String undone() {
        return "by itself: each reader puts them aside";
    }

    @Override
    public String promise() {
        return "nobody notices, while there is less of it than a reader's budget for errors (`talk.errors.tolerated`, 10 in a minute), beyond which it stops on purpose";
    }

    @Override
    public void strike(Ground ground) {
        TOPICS.forEach(ground.log()::poison);
    }

    @Override
    public void undo(Ground ground) {
        // Nothing has to be done, which is what is shown.
    }
}
