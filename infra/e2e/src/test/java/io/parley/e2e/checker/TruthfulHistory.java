package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** A history in which nothing is wrong, and what plants lies into it. */
abstract class TruthfulHistory {

    final History history = truth();

    /** What the lies are planted into. */
    History truth() {
        return truthful();
    }

    final void assertFound(Law law, String words) {
        assertThat(Checker.check(history))
                .anyMatch(
                        violation -> violation.law() == law && violation.what().contains(words));
    }

    /** Two chats, four users, a duplicate, a resumption, a snapshot, a removal, a return, a delete, receipts. */
    static History truthful() {
        World world = new World();
        for (String user : List.of("ann", "bob", "cat", "dan", "eve")) {
            world.connect(user, "phone", null);
        }
        world.create("direct-ab", "ann", "bob");
        world.create("group", "ann", "bob", "cat", "eve");
        world.send("ann", "phone", "group", "m1", "one");
        world.send("ann", "phone", "group", "m2", "two");
        world.connect("ann", "laptop", 0L);
        world.send("ann", "laptop", "group", "m2", "two");
        String secret = world.send("ann", "phone", "direct-ab", "d1", "secret");
        world.delivered("bob", "phone", "direct-ab", secret);
        world.disconnect("bob", "phone");
        long seen = world.seq("bob");
        String more = world.send("ann", "phone", "direct-ab", "d2", "more");
        world.send("cat", "phone", "group", "c1", "hi all");
        world.connect("bob", "phone", seen);
        world.read("bob", "phone", "direct-ab", more);
        world.chats("bob");
        world.remove("group", "ann", "cat");
        world.remove("group", "ann", "eve");
        world.send("ann", "phone", "group", "m3", "without cat");
        world.add("group", "ann", "cat");
        String wrong = world.send("bob", "phone", "group", "b1", "oops");
        new Afterthoughts(world).delete("bob", "phone", "group", wrong, "b2");
        world.connect("bob", "tablet", null);
        world.history("bob", "group");
        world.send("ann", "phone", "group", "m4", "last");
        return world.atRest();
    }

    /** Takes events away and counts the seqs behind them down, as a server that never made the event would. */
    final void dropAndCloseRanks(String user, Predicate<Frame> dropped) {
        for (Connection connection : of(user)) {
            Frame gone =
                    connection.received().stream().filter(dropped).findFirst().orElse(null);
            if (gone != null) {
                connection.received().remove(gone);
                countDown(user, gone.seq());
            }
        }
    }

    final void countDown(String user, long above) {
        for (Connection connection : of(user)) {
            connection.received().stream()
                    .filter(frame -> frame.json().has("seq") && frame.seq() > above)
                    .forEach(frame -> put(frame, "seq", frame.seq() - 1));
        }
    }

    final void everywhere(String content, java.util.function.Consumer<ObjectNode> change) {
        history.connections().forEach(connection -> connection.received().stream()
                .filter(frame -> frame.text("content").equals(content))
                .forEach(frame -> change.accept((ObjectNode) frame.json())));
        history.atRest().forEach(read -> read.histories().values().forEach(messages -> messages.stream()
                .filter(said(content))
                .forEach(message -> change.accept((ObjectNode) message))));
        history.calls().forEach(call -> call.answer().path("messages").forEach(message -> {
            if (said(content).test(message)) {
                change.accept((ObjectNode) message);
            }
        }));
    }

    final List<Connection> of(String user) {
        return history.connections().stream()
                .filter(connection -> connection.user().equals(user))
                .toList();
    }

    final Connection connection(String user, String device) {
        return of(user).stream()
                .filter(connection -> connection.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    final UserStream history(String user) {
        return new Facts(history, new Verdict()).stream(user);
    }

    final List<JsonNode> history(String user, String chat) {
        return java.util.Objects.requireNonNull(atRest(user).histories().get(chat));
    }

    final AtRest atRest(String user) {
        return history.atRest().stream()
                .filter(read -> read.user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    static Predicate<JsonNode> said(String content) {
        return message -> message.path("content").asText().equals(content);
    }

    static Frame first(Connection connection, Predicate<Frame> wanted) {
        return connection.received().stream().filter(wanted).findFirst().orElseThrow();
    }

    static Frame frame(String json) {
        try {
            return new Frame(World.JSON.readTree(json.replace('\'', '"')), System.nanoTime());
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new AssertionError(e);
        }
    }

    static void put(Frame frame, String field, String value) {
        ((ObjectNode) frame.json()).put(field, value);
    }

    static void put(Frame frame, String field, long value) {
        ((ObjectNode) frame.json()).put(field, value);
    }
}
