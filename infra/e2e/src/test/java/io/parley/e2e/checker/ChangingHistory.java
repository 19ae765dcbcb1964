package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A history in which people change what they said, and nothing is wrong. */
abstract class ChangingHistory extends TruthfulHistory {

    @Override
    History truth() {
        World world = new World();
        Afterthoughts after = new Afterthoughts(world);
        List.of("ann", "bob", "cat").forEach(user -> world.connect(user, "phone", null));
        world.connect("ann", "laptop", null);
        world.create("group", "ann", "bob", "cat");
        world.create("direct-ab", "ann", "bob");
        edits(world, after);
        world.history("bob", "group");
        blocks(world, after);
        deletesAndReactions(world, after);
        world.send("ann", "phone", "group", "m9", "last");
        return world.atRest();
    }

    private static void edits(World world, Afterthoughts after) {
        String first = world.send("ann", "phone", "group", "m1", "first", "bob", "dan");
        after.edit("ann", "phone", "group", first, "e1", "first, better", null);
        after.edit("ann", "laptop", "group", first, "e1", "first, better", null);
        after.edit("ann", "phone", "group", first, "e2", "first, best", List.of("cat", "dan"));
        after.react("bob", "phone", "group", first, "r1", "ok", "add");
        after.react("bob", "phone", "group", first, "r2", "ok", "add");
        after.react("ann", "phone", "group", first, "r1", "ok", "add");
        after.react("cat", "phone", "group", first, "r1", "no", "add");
        after.react("cat", "phone", "group", first, "r2", "no", "remove");
        world.remove("group", "ann", "cat");
        after.edit("ann", "phone", "group", first, "e3", "while cat is out", List.of("cat"));
        after.edit("ann", "phone", "group", first, "e4", "cat is still out", List.of("cat"));
        world.add("group", "ann", "cat");
        after.edit("ann", "phone", "group", first, "e5", "first, best", List.of("cat"));
    }

    private static void blocks(World world, Afterthoughts after) {
        world.send("ann", "phone", "direct-ab", "d1", "hello");
        after.block("bob", "ann", true);
        after.refused(
                "ann",
                "phone",
                Afterthoughts.frame("message", "direct-ab", null, "d2").put("content", "and?"),
                "blocked");
        world.send("ann", "laptop", "direct-ab", "d1", "hello");
        after.block("bob", "ann", false);
        world.send("ann", "phone", "direct-ab", "d3", "again");
    }

    private static void deletesAndReactions(World world, Afterthoughts after) {
        String gone = world.send("bob", "phone", "group", "m2", "gone", "ann");
        after.edit("bob", "phone", "group", gone, "e1", "gone, but better", List.of("cat"));
        after.react("ann", "phone", "group", gone, "r5", "ok", "add");
        after.delete("ann", "phone", "group", gone, "x1");
        after.delete("ann", "laptop", "group", gone, "x1");
        String kept = world.send("cat", "phone", "group", "m3", "kept");
        after.react("ann", "phone", "group", kept, "r6", "last", "add");
        after.refused(
                "ann",
                "phone",
                Afterthoughts.frame("delete", "group", kept, "r6").put("ref", "odd"),
                "bad_request");
    }

    /** As if they had never come about: the seqs behind them count down. */
    final void everybodyLoses(Predicate<Frame> lost) {
        for (String user : List.of("ann", "bob", "cat")) {
            for (OptionalLong seq = seqOf(user, lost); seq.isPresent(); seq = seqOf(user, lost)) {
                long gone = seq.getAsLong();
                of(user).forEach(connection ->
                        connection.received().removeIf(frame -> frame.isEvent() && frame.seq() == gone));
                countDown(user, gone);
            }
        }
    }

    private OptionalLong seqOf(String user, Predicate<Frame> wanted) {
        return history(user).events().values().stream()
                .filter(wanted)
                .mapToLong(Frame::seq)
                .findFirst();
    }

    /** The same event once more at the end of all streams that have it. */
    final void everybodyHearsAgain(Predicate<Frame> again) {
        for (Connection connection : List.copyOf(history.connections())) {
            long seq = history(connection.user()).head() + (connection.device().equals("laptop") ? 0 : 1);
            connection.received().stream().filter(again).findFirst().ifPresent(frame -> {
                ObjectNode twin = frame.json().deepCopy();
                twin.put("seq", seq);
                connection.received().add(new Frame(twin, frame.nanos()));
            });
        }
    }

    final void everywhereInTheStreams(Predicate<Frame> wanted, String field, JsonNode value) {
        for (Connection connection : history.connections()) {
            connection.received().stream().filter(wanted).forEach(frame -> ((ObjectNode) frame.json())
                    .set(field, value));
        }
    }
}
