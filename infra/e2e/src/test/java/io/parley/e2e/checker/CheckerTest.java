package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The checker is worth what it finds: each test plants one lie about what came, to whom and in which order. */
class CheckerTest extends TruthfulHistory {

    @Test
    void a_truthful_history_passes() {
        assertThat(Checker.check(history)).isEmpty();
    }

    @Test
    void a_lost_message_is_found() {
        dropAndCloseRanks("bob", frame -> frame.text("content").equals("hi all"));

        assertFound(Law.ACKED_IS_KEPT, "bob never got");
        assertThat(Checker.check(history))
                .noneMatch(violation -> violation.what().contains("follows"));
    }

    @Test
    void a_lost_last_message_is_found() {
        for (Connection connection : of("cat")) {
            connection.received().removeIf(frame -> frame.text("content").equals("last"));
        }

        assertFound(Law.ACKED_IS_KEPT, "cat never got");
    }

    @Test
    void a_device_that_lags_behind_at_rest_is_found() {
        connection("ann", "phone").received().removeIf(frame -> frame.text("content")
                .equals("last"));

        assertFound(Law.NOTHING_MISSED, "at rest");
    }

    @Test
    void an_acknowledged_message_that_nobody_ever_saw_is_found() {
        connection("ann", "phone")
                .received()
                .add(frame("{'type':'ack','client_msg_id':'x','chat_id':'group','msg_id':'gone','chat_seq':99}"));

        assertFound(Law.ACKED_IS_KEPT, "never seen");
    }

    @Test
    void a_message_missing_from_history_is_found() {
        atRest("bob").histories().values().forEach(messages -> messages.removeIf(said("two")));

        assertFound(Law.ACKED_IS_KEPT, "does not find in history");
    }

    @Test
    void a_message_twice_in_history_is_found() {
        List<JsonNode> messages = history("bob", "group");
        messages.add(1, messages.get(0));

        assertFound(Law.ACKED_IS_KEPT, "twice in history");
    }

    @Test
    void a_doubled_message_is_found() {
        Connection phone = connection("ann", "phone");
        Frame twin = first(phone, frame -> frame.text("content").equals("two"));
        ObjectNode again = twin.json().deepCopy();
        again.put("seq", history("ann").head() + 1);
        phone.received().add(new Frame(again, twin.nanos()));

        assertFound(Law.ACKED_IS_KEPT, "twice");
    }

    @Test
    void one_send_that_became_two_messages_is_found() {
        for (Connection connection : history.connections()) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("two"))
                    .forEach(frame -> put(frame, "client_msg_id", "m1"));
        }
        history.atRest().forEach(read -> read.histories().values().forEach(messages -> messages.stream()
                .filter(said("two"))
                .forEach(message -> ((ObjectNode) message).put("client_msg_id", "m1"))));

        assertFound(Law.ONE_ID, "two messages");
    }

    @Test
    void an_event_twice_on_one_connection_is_found() {
        Connection phone = connection("ann", "phone");
        phone.received().add(3, phone.received().get(2));

        assertFound(Law.NOTHING_MISSED, "follows");
    }

    @Test
    void two_swapped_messages_are_found() {
        Connection phone = connection("bob", "phone");
        Frame one = first(phone, frame -> frame.text("content").equals("one"));
        Frame two = first(phone, frame -> frame.text("content").equals("two"));
        long seq = one.seq();
        put(one, "seq", two.seq());
        put(two, "seq", seq);

        assertFound(Law.ONE_ORDER, "bob got chat_seq");
    }

    @Test
    void a_history_page_out_of_order_is_found() {
        List<JsonNode> messages = history("bob", "group");
        messages.add(0, messages.remove(1));

        assertFound(Law.ONE_ORDER, "history has");
    }

    @Test
    void ids_that_disagree_with_the_order_are_found() {
        everywhere("two", message -> message.put("msg_id", "00000000-0000-1000-8000-000000000001"));

        assertFound(Law.ONE_ORDER, "not later");
    }

    @Test
    void a_chat_seq_gap_is_found() {
        for (Connection connection : history.connections()) {
            connection.received().removeIf(frame -> frame.text("content").equals("hi all"));
        }
        history.atRest()
                .forEach(read -> read.histories().values().forEach(messages -> messages.removeIf(said("hi all"))));
        history.calls().forEach(call -> call.answer().path("messages").forEach(message -> {
            if (said("hi all").test(message)) {
                ((ObjectNode) message).put("chat_id", "elsewhere");
            }
        }));

        assertFound(Law.ONE_ORDER, "nobody ever saw chat_seq");
    }

    @Test
    void a_seq_gap_is_found() {
        Connection phone = connection("ann", "phone");
        phone.received().remove(4);

        assertFound(Law.NOTHING_MISSED, "follows");
    }

    @Test
    void a_gap_between_resumption_and_live_is_found() {
        Connection back = history.connections().stream()
                .filter(connection ->
                        connection.user().equals("bob") && connection.since().isPresent())
                .findFirst()
                .orElseThrow();
        back.received().remove(1);

        assertFound(Law.NOTHING_MISSED, "follows");
    }

    @Test
    void a_snapshot_that_is_older_than_it_says_is_found() {
        Call chats = history.calls().stream()
                .filter(call ->
                        call.path().startsWith("chats?min_seq") && call.user().equals("bob"))
                .findFirst()
                .orElseThrow();
        chats.answer().path("chats").forEach(chat -> ((ObjectNode) chat).remove("last_message"));

        assertFound(Law.NOTHING_MISSED, "as the last of");
    }

    @Test
    void a_history_read_that_is_older_than_asked_is_found() {
        Call page = history.calls().stream()
                .filter(call -> call.path().contains("/messages?"))
                .findFirst()
                .orElseThrow();
        ((com.fasterxml.jackson.databind.node.ArrayNode) page.answer().path("messages")).remove(0);

        assertFound(Law.NOTHING_MISSED, "lacks");
    }

    @Test
    void a_misdelivered_message_is_found() {
        Connection dan = connection("dan", "phone");
        ObjectNode strange = first(connection("ann", "phone"), frame -> frame.text("content")
                        .equals("secret"))
                .json()
                .deepCopy();
        strange.put("seq", history("dan").head() + 1);
        dan.received().add(new Frame(strange, 0));

        assertFound(Law.NO_LEAK, "dan was shown");
    }

    @Test
    void a_leak_after_a_removal_is_found() {
        Connection cat = connection("cat", "phone");
        ObjectNode heard = first(connection("ann", "phone"), frame -> frame.text("content")
                        .equals("without cat"))
                .json()
                .deepCopy();
        heard.put("seq", history("cat").head() + 1);
        cat.received().add(new Frame(heard, 0));

        assertFound(Law.NO_LEAK, "cat was shown");
    }

    @Test
    void a_typing_or_receipt_like_event_after_a_removal_is_found() {
        Connection eve = connection("eve", "phone");
        eve.received()
                .add(frame("{'type':'unread','seq':" + (history("eve").head() + 1)
                        + ",'chat_id':'group','count':0,'mentions':0}"));

        assertFound(Law.NO_LEAK, "hears still");
    }

    @Test
    void reading_after_a_removal_is_found() {
        Call page = history.calls().stream()
                .filter(call -> call.path().contains("/messages?"))
                .findFirst()
                .orElseThrow();
        history.calls()
                .add(new Call(
                        "eve",
                        "GET",
                        page.path(),
                        page.request(),
                        200,
                        World.JSON.createObjectNode(),
                        System.nanoTime(),
                        System.nanoTime()));

        assertFound(Law.NO_LEAK, "eve was put out before");
    }

    @Test
    void a_history_that_shows_the_time_outside_is_found() {
        Predicate<JsonNode> unheard = said("without cat");
        JsonNode message =
                history("ann", "group").stream().filter(unheard).findFirst().orElseThrow();
        history("cat", "group").add(message);

        assertFound(Law.NO_LEAK, "history at rest");
    }
}
