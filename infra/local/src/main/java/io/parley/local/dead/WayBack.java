package io.parley.local.dead;

import java.util.Set;

/** What can be done with a dead letter once its cause is mended. A pure decision. */
public sealed interface WayBack {
    /** What an edge asked for, and nobody was promised: it is asked for once more. */
    record AskAgain(String topic) implements WayBack {}

    /** The sink reads again from there: what it writes is the same however often it is written. */
    record Rewind(String connector, Place from) implements WayBack {}

    record None(String why) implements WayBack {}

    /** Commands of users. A session that opened then is over, and facts are written by talk alone. */
    Set<String> COMMANDS = Set.of("chat.raw", "user.raw");

    /** What a receiver of webhooks has had already, it knows by its id. */
    Set<String> IDEMPOTENT = Set.of("cassandra-sink", "redis-sink", "webhook-sink");

    static WayBack of(DeadLetter letter) {
        Place origin = letter.origin();
        if (origin == null) {
            return new None("no record made it: the next summary says more than it did");
        }
        if (letter.place().topic().startsWith("sinks.")) {
            return IDEMPOTENT.contains(letter.where())
                    ? new Rewind(letter.where(), origin)
                    : new None(letter.where() + " does not do things twice: what is late for a push is left");
        }
        if (COMMANDS.contains(origin.topic())) {
            return new AskAgain(origin.topic());
        }
        return new None(
                origin.topic() + " holds no commands: a record of it that comes again would come out of its order");
    }
}
