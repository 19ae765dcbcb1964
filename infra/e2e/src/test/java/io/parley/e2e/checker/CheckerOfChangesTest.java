package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The checker is worth what it finds: each test plants one lie about edits, deletes and reactions. */
class CheckerOfChangesTest extends ChangingHistory {

    @Test
    void a_truthful_history_passes() {
        assertThat(Checker.check(history)).isEmpty();
    }

    @Test
    void an_edit_that_one_member_never_heard_of_is_found() {
        dropAndCloseRanks("bob", frame -> frame.text("content").equals("first, better"));

        assertFound(Law.CHANGES, "bob was never told");
    }

    @Test
    void a_last_reaction_that_one_member_never_heard_of_is_found() {
        dropAndCloseRanks("cat", frame -> frame.text("emoji").equals("last"));

        assertFound(Law.CHANGES, "cat was never told");
    }

    @Test
    void an_edit_that_nobody_heard_of_is_found() {
        everybodyLoses(frame -> frame.text("content").equals("first, better"));

        assertFound(Law.CHANGES, "acknowledged 1 times, and happened 0 times");
    }

    @Test
    void a_delete_that_nobody_heard_of_is_found() {
        everybodyLoses(frame -> frame.is("deleted"));

        assertFound(Law.CHANGES, "acknowledged 1 times, and happened 0 times");
    }

    @Test
    void a_reaction_that_nobody_heard_of_is_found() {
        everybodyLoses(frame -> frame.text("emoji").equals("last"));

        assertFound(Law.CHANGES, "acknowledged 1 times, and happened 0 times");
    }

    @Test
    void a_reaction_taken_back_that_nobody_heard_of_is_found() {
        everybodyLoses(frame -> frame.text("op").equals("remove"));

        assertFound(Law.CHANGES, "does not hold");
    }

    @Test
    void an_edit_that_happened_twice_is_found() {
        everybodyHearsAgain(frame -> frame.text("content").equals("first, better"));

        assertFound(Law.CHANGES, "asked for 1 times, and happened 2 times");
    }

    @Test
    void a_reaction_that_was_there_and_is_told_again_is_found() {
        everybodyHearsAgain(frame -> frame.text("emoji").equals("last"));

        assertFound(Law.CHANGES, "so already");
    }

    @Test
    void an_edit_after_the_delete_is_found() {
        everybodyHearsAgain(frame -> frame.text("content").equals("gone, but better"));

        assertFound(Law.CHANGES, "after it was deleted");
    }

    @Test
    void two_streams_that_tell_two_orders_are_found() {
        for (Connection connection : of("bob")) {
            swap(connection, "first, better", "first, best");
        }

        assertFound(Law.CHANGES, "in another order");
    }

    @Test
    void an_order_that_is_one_for_all_but_not_that_of_the_acks_is_found() {
        history.connections().stream()
                .filter(connection -> !connection.user().equals("cat"))
                .forEach(connection -> swap(connection, "first, better", "while cat is out"));

        assertFound(Law.CHANGES, "came to be after one that began later");
    }

    @Test
    void a_change_that_nobody_asked_for_is_found() {
        everywhereInTheStreams(
                frame -> frame.text("content").equals("first, best"), "content", TextNode.valueOf("lies"));

        assertFound(Law.CHANGES, "nobody asked for it");
    }

    @Test
    void a_change_told_to_who_was_out_then_is_found() {
        Connection cat = connection("cat", "phone");
        Frame unheard =
                first(connection("ann", "phone"), frame -> frame.text("content").equals("while cat is out"));
        Frame back = first(cat, frame -> frame.text("event").equals("members_added"));
        ObjectNode told = unheard.json().deepCopy();
        told.put("seq", back.seq());
        cat.received().stream()
                .filter(frame -> frame.isEvent() && frame.seq() >= back.seq())
                .forEach(frame -> put(frame, "seq", frame.seq() + 1));
        cat.received().add(cat.received().indexOf(back), new Frame(told, back.nanos()));

        assertFound(Law.CHANGES, "cat was no member then");
    }

    @Test
    void a_wrong_number_of_reactions_is_found() {
        everywhereInTheStreams(frame -> frame.text("emoji").equals("last"), "count", IntNode.valueOf(7));

        assertFound(Law.CHANGES, "a count that must be 1");
    }

    @Test
    void old_words_at_rest_are_found() {
        shownToBob("first, best").put("content", "first, better");

        assertFound(Law.CHANGES, "content is first, better, not first, best");
    }

    @Test
    void a_last_message_with_old_words_is_found() {
        JsonNode last = atRest("bob").chats().stream()
                .filter(chat -> chat.path("chat_id").asText().equals("group"))
                .findFirst()
                .orElseThrow()
                .path("last_message");
        ((ObjectNode) last).put("content", "older");

        assertFound(Law.CHANGES, "content is older");
    }

    @Test
    void words_of_a_deleted_message_at_rest_are_found() {
        history("bob", "group").stream()
                .filter(message -> message.has("deleted_at"))
                .forEach(message -> ((ObjectNode) message).put("content", "still here"));

        assertFound(Law.CHANGES, "content is still here");
    }

    @Test
    void a_deleted_message_that_is_shown_as_if_it_were_not_is_found() {
        history("bob", "group").stream()
                .filter(message -> message.has("deleted_at"))
                .forEach(message -> ((ObjectNode) message).remove("deleted_at"));

        assertFound(Law.CHANGES, "deleted_at is , not");
    }

    @Test
    void reactions_of_a_deleted_message_are_found() {
        history("bob", "group").stream()
                .filter(message -> message.has("deleted_at"))
                .forEach(message -> ((ObjectNode) message)
                        .putArray("reactions")
                        .addObject()
                        .put("emoji", "ok")
                        .put("count", 1)
                        .put("me", false));

        assertFound(Law.CHANGES, "reactions is ok 1 false");
    }

    @Test
    void a_reaction_counted_wrong_at_rest_is_found() {
        ((ObjectNode) shownToBob("first, best").path("reactions").get(0)).put("count", 9);

        assertFound(Law.CHANGES, "reactions is");
    }

    @Test
    void a_reaction_that_is_said_to_be_anothers_is_found() {
        ((ObjectNode) shownToBob("first, best").path("reactions").get(0)).put("me", false);

        assertFound(Law.CHANGES, "reactions is");
    }

    @Test
    void mentions_at_rest_that_are_not_those_of_the_last_edit_are_found() {
        shownToBob("first, best").putArray("mentions").add("bob").add("cat");

        assertFound(Law.CHANGES, "mentions is [bob, cat]");
    }

    @Test
    void an_edit_that_mentions_whom_nobody_named_is_found() {
        for (Connection connection : history.connections()) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("first, best"))
                    .forEach(frame ->
                            ((ObjectNode) frame.json()).putArray("mentions").add("bob"));
        }

        assertFound(Law.CHANGES, "what must mention [cat]");
    }

    @Test
    void an_edit_without_mentions_that_takes_them_away_is_found() {
        for (Connection connection : history.connections()) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("first, better"))
                    .forEach(frame -> ((ObjectNode) frame.json()).remove("mentions"));
        }

        assertFound(Law.CHANGES, "what must mention [bob]");
    }

    @Test
    void a_page_that_is_older_than_an_edit_that_was_told_is_found() {
        Predicate<JsonNode> edited = message -> message.has("edited_at");
        history.calls().stream()
                .filter(call -> call.path().contains("/messages?"))
                .forEach(call -> call.answer().path("messages").forEach(message -> {
                    if (edited.test(message)) {
                        ((ObjectNode) message).remove(List.of("edited_at", "content"));
                    }
                }));

        assertFound(Law.NOTHING_MISSED, "though seq");
    }

    @Test
    void a_chat_of_which_nobody_heard_everything_is_named() {
        assertThat(Checker.unheard(history)).isEmpty();

        history.connections().forEach(connection -> connection.received().remove(4));

        assertThat(Checker.unheard(history)).contains("group");
    }

    private ObjectNode shownToBob(String content) {
        return (ObjectNode) history("bob", "group").stream()
                .filter(said(content))
                .findFirst()
                .orElseThrow();
    }

    private static void swap(Connection connection, String one, String other) {
        Frame first = first(connection, frame -> frame.text("content").equals(one));
        Frame second = first(connection, frame -> frame.text("content").equals(other));
        long seq = first.seq();
        put(first, "seq", second.seq());
        put(second, "seq", seq);
    }
}
