package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker is worth what it finds: each test plants one lie about blocks, ids, and numbers that changes bring. */
class CheckerOfBlocksTest extends ChangingHistory {

    @Test
    void a_refused_message_that_was_said_nevertheless_is_found() {
        everywhere("again", message -> message.put("client_msg_id", "d2"));

        assertFound(Law.CHANGES, "refused, and said nevertheless");
    }

    @Test
    void a_message_that_was_taken_while_somebody_had_blocked_is_found() {
        Connection phone = connection("ann", "phone");
        Frame refused = first(phone, frame -> frame.text("code").equals("blocked"));
        ObjectNode ack = first(
                        phone,
                        frame -> frame.is("ack") && frame.text("client_msg_id").equals("d3"))
                .json()
                .deepCopy();
        phone.received()
                .set(phone.received().indexOf(refused), new Frame(ack.put("client_msg_id", "d2"), refused.nanos()));

        assertFound(Law.CHANGES, "acknowledged while bob had blocked");
    }

    @Test
    void one_refused_where_nobody_had_blocked_is_found() {
        history.calls().removeIf(call -> call.path().startsWith("users/me/blocks/"));

        assertFound(Law.CHANGES, "though nobody had blocked");
    }

    @Test
    void one_refused_when_the_block_was_undone_is_found() {
        Frame last = connection("ann", "phone").sent().stream()
                .filter(frame -> frame.text("client_msg_id").equals("d3"))
                .findFirst()
                .orElseThrow();
        Connection phone = connection("ann", "phone");
        Frame ack = first(
                phone, frame -> frame.is("ack") && frame.text("client_msg_id").equals("d3"));
        ObjectNode error = last.json().deepCopy();
        error.put("type", "error").put("code", "blocked");
        phone.received().set(phone.received().indexOf(ack), new Frame(error, ack.nanos()));

        assertFound(Law.CHANGES, "though nobody had blocked");
    }

    @Test
    void an_undoing_of_which_nobody_knows_excuses_what_was_taken() {
        a_message_that_was_taken_while_somebody_had_blocked_is_found();
        Call undone = history.calls().stream()
                .filter(call -> call.is("DELETE", "users/me/blocks/.*"))
                .findFirst()
                .orElseThrow();
        history.calls()
                .add(new Call("bob", "DELETE", undone.path(), undone.request(), 503, MissingNode.getInstance(), 0, 1));

        org.assertj.core.api.Assertions.assertThat(Checker.check(history))
                .noneMatch(violation -> violation.what().contains("while bob had blocked"));
    }

    @Test
    void an_id_that_was_taken_for_another_kind_is_found() {
        Frame refused =
                first(connection("ann", "phone"), frame -> frame.text("code").equals("bad_request"));
        ((ObjectNode) refused.json()).put("type", "ack").remove("code");

        assertFound(Law.CHANGES, "an id that was a react came as a delete, and was answered ack");
    }

    @Test
    void a_second_effect_of_one_id_is_found() {
        Connection laptop = connection("ann", "laptop");
        Frame again = first(
                laptop, frame -> frame.is("ack") && frame.text("client_msg_id").equals("e1"));
        put(again, "msg_id", "another");

        assertFound(Law.ONE_ID, "answered as");
    }

    @Test
    void mentions_that_do_not_count_are_found() {
        for (Connection connection : of("bob")) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("first"))
                    .forEach(frame -> put(frame, "mentions_unread", 0));
        }

        assertFound(Law.UNREAD, "expected 1 unread, 1 mentions");
    }

    @Test
    void an_edit_whose_mentions_leave_the_count_as_it_was_is_found() {
        for (Connection connection : of("bob")) {
            connection.received().stream()
                    .filter(frame -> frame.is("unread"))
                    .findFirst()
                    .ifPresent(frame -> put(frame, "mentions", 1));
        }

        assertFound(Law.UNREAD, "bob was told counts that are not those");
    }

    @Test
    void a_delete_that_leaves_the_count_as_it_was_is_found() {
        everybodyLoses(frame -> frame.is("unread"));

        assertFound(Law.UNREAD, "counts that are not those of what they were told");
    }

    @Test
    void mentions_at_rest_that_nobody_made_are_found() {
        List.of("cat").forEach(user -> atRest(user).chats().forEach(chat -> ((ObjectNode) chat).put("mentions", 4)));

        assertFound(Law.UNREAD, "cat is mentioned 4 times");
    }
}
