package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker is worth what it finds: each test plants one lie about counts, marks and greetings. */
class CheckerOfCountsTest extends TruthfulHistory {

    @Test
    void a_wrong_unread_in_an_event_is_found() {
        for (Connection connection : of("bob")) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("two"))
                    .forEach(frame -> put(frame, "unread", 7));
        }

        assertFound(Law.UNREAD, "expected 2");
    }

    @Test
    void a_wrong_unread_at_rest_is_found() {
        atRest("bob").chats().forEach(chat -> ((ObjectNode) chat).put("unread", 5));

        assertFound(Law.UNREAD, "by REST");
    }

    @Test
    void an_own_message_that_counts_is_found() {
        for (Connection connection : of("ann")) {
            connection.received().stream()
                    .filter(frame -> frame.text("content").equals("two"))
                    .forEach(frame -> put(frame, "unread", 1));
        }

        assertFound(Law.UNREAD, "ann had 0 unread");
    }

    @Test
    void a_reading_that_does_not_reset_the_count_is_found() {
        for (Connection connection : of("bob")) {
            connection.received().stream().filter(frame -> frame.is("unread")).forEach(frame -> put(frame, "count", 9));
        }

        assertFound(Law.UNREAD, "bob");
    }

    @Test
    void a_second_ack_that_differs_is_found() {
        Connection laptop = connection("ann", "laptop");
        put(first(laptop, frame -> frame.is("ack")), "chat_seq", 42);

        assertFound(Law.ONE_ID, "answered as");
    }

    @Test
    void a_watermark_that_goes_back_is_found() {
        Connection phone = connection("ann", "phone");
        ObjectNode older = first(phone, frame -> frame.text("status").equals("delivered"))
                .json()
                .deepCopy();
        older.put("seq", history("ann").head() + 1);
        phone.received().add(new Frame(older, 0));

        assertFound(Law.WATERMARKS, "go from");
    }

    @Test
    void a_receipt_that_nobody_gave_is_found() {
        Connection phone = connection("ann", "phone");
        Frame delivered = first(phone, frame -> frame.text("status").equals("delivered"));
        put(delivered, "status", "read");

        assertFound(Law.WATERMARKS, "nobody gave");
    }

    @Test
    void more_read_than_delivered_is_found() {
        JsonNode chat = atRest("ann").chats().stream()
                .filter(candidate -> candidate.has("peer"))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) chat.path("peer")).remove("delivered");

        assertFound(Law.WATERMARKS, "a peer that read");
    }

    @Test
    void status_counts_that_do_not_fit_are_found() {
        Connection phone = connection("ann", "phone");
        Frame own = first(phone, frame -> frame.text("content").equals("two"));
        phone.received()
                .add(frame("{'type':'status','seq':" + (history("ann").head() + 1) + ",'chat_id':'group','msg_id':'"
                        + own.text("msg_id") + "','status':'sent','delivered_by':1,'read_by':2,'of':2}"));

        assertFound(Law.WATERMARKS, "counts that do not fit");
    }

    @Test
    void a_last_status_that_is_not_so_is_found() {
        ObjectNode newest = (ObjectNode) history("ann", "group").stream()
                .filter(message -> message.path("sender").asText().equals("ann"))
                .findFirst()
                .orElseThrow();
        newest.put("status", "sent");
        connection("ann", "phone")
                .received()
                .add(frame("{'type':'status','seq':" + (history("ann").head() + 1) + ",'chat_id':'group','msg_id':'"
                        + newest.path("msg_id").asText()
                        + "','status':'delivered','delivered_by':2,'read_by':0,'of':2}"));

        assertFound(Law.WATERMARKS, "was last told to be delivered");
    }

    @Test
    void ticks_that_claim_too_much_are_found() {
        history("ann", "group").forEach(message -> {
            if (message.path("sender").asText().equals("ann")) {
                ((ObjectNode) message).put("status", "read");
            }
        });

        assertFound(Law.WATERMARKS, "is read, but");
    }

    @Test
    void what_was_told_while_somebody_was_out_may_stay_told() {
        History truth = whileCatWasOut(true, "read");

        assertThat(Checker.check(truth)).isEmpty();
    }

    @Test
    void ticks_that_who_stayed_never_gave_are_found_though_another_was_out() {
        History lie = whileCatWasOut(false, "read");

        assertThat(Checker.check(lie)).anyMatch(violation -> violation.what().contains("is read, but"));
    }

    @Test
    void ticks_that_nobody_gave_are_found_though_all_were_out() {
        World world = new World();
        List.of("ann", "cat").forEach(user -> world.connect(user, "phone", null));
        world.create("pair", "ann", "cat");
        world.send("ann", "phone", "pair", "p1", "anyone?");
        world.remove("pair", "ann", "cat");
        world.add("pair", "ann", "cat");
        History lie = world.atRest();
        show(lie, "anyone?", "delivered");

        assertThat(Checker.check(lie)).anyMatch(violation -> violation.what().contains("is delivered, but"));
    }

    /** Cat never reads it, but is out for a while; bob stays, and may read it meanwhile. */
    private static History whileCatWasOut(boolean bobReads, String shown) {
        World world = new World();
        List.of("ann", "bob", "cat").forEach(user -> world.connect(user, "phone", null));
        world.create("three", "ann", "bob", "cat");
        String asked = world.send("ann", "phone", "three", "t1", "anyone?");
        world.remove("three", "ann", "cat");
        if (bobReads) {
            world.read("bob", "phone", "three", asked);
        }
        world.add("three", "ann", "cat");
        world.send("ann", "phone", "three", "t2", "later");
        History history = world.atRest();
        show(history, "anyone?", shown);
        show(history, "later", "sent");
        return history;
    }

    private static void show(History history, String content, String status) {
        history.atRest().stream()
                .filter(read -> read.user().equals("ann"))
                .flatMap(read -> read.histories().values().stream().flatMap(List::stream))
                .filter(message -> message.path("content").asText().equals(content))
                .forEach(message -> ((ObjectNode) message).put("status", status));
    }

    @Test
    void an_event_before_hello_is_found() {
        Connection phone = connection("ann", "phone");
        Frame hello = phone.received().remove(0);
        phone.received().add(1, hello);

        assertFound(Law.HELLO_FIRST, "the first frame");
    }

    @Test
    void a_greeting_for_another_is_found() {
        put(connection("ann", "phone").received().get(0), "user", "bob");

        assertFound(Law.HELLO_FIRST, "greeted");
    }

    @Test
    void other_words_than_were_sent_are_found() {
        Connection phone = connection("bob", "phone");
        put(first(phone, frame -> frame.text("content").equals("one")), "content", "lies");

        assertFound(Law.ACKED_IS_KEPT, "other words");
    }

    @Test
    void two_devices_that_saw_another_event_as_the_same_seq_are_found() {
        Connection laptop = connection("ann", "laptop");
        Frame last = laptop.received().get(laptop.received().size() - 1);
        put(last, "msg_id", "another");

        assertFound(Law.NOTHING_MISSED, "elsewhere");
    }
}
