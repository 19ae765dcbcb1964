package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The checker is worth what it finds: each test plants one lie into a truthful history. */
class CheckerTest {

    private final History history = truthful();

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

    private void assertFound(Law law, String words) {
        assertThat(Checker.check(history))
                .anyMatch(
                        violation -> violation.law() == law && violation.what().contains(words));
    }

    /** Two chats, four users, a duplicate, a resumption, a snapshot, a removal, a return, a delete, receipts. */
    private static History truthful() {
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
        world.delete("bob", "phone", "group", wrong);
        world.connect("bob", "tablet", null);
        world.history("bob", "group");
        world.send("ann", "phone", "group", "m4", "last");
        return world.atRest();
    }

    /** Takes events away and counts the seqs behind them down, as a server that never made the event would. */
    private void dropAndCloseRanks(String user, Predicate<Frame> dropped) {
        for (Connection connection : of(user)) {
            Frame gone =
                    connection.received().stream().filter(dropped).findFirst().orElse(null);
            if (gone != null) {
                connection.received().remove(gone);
                countDown(user, gone.seq());
            }
        }
    }

    private void countDown(String user, long above) {
        for (Connection connection : of(user)) {
            connection.received().stream()
                    .filter(frame -> frame.json().has("seq") && frame.seq() > above)
                    .forEach(frame -> put(frame, "seq", frame.seq() - 1));
        }
    }

    private void everywhere(String content, java.util.function.Consumer<ObjectNode> change) {
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

    private List<Connection> of(String user) {
        return history.connections().stream()
                .filter(connection -> connection.user().equals(user))
                .toList();
    }

    private Connection connection(String user, String device) {
        return of(user).stream()
                .filter(connection -> connection.device().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private UserStream history(String user) {
        return new Facts(history, new Verdict()).stream(user);
    }

    private List<JsonNode> history(String user, String chat) {
        return java.util.Objects.requireNonNull(atRest(user).histories().get(chat));
    }

    private AtRest atRest(String user) {
        return history.atRest().stream()
                .filter(read -> read.user().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<JsonNode> said(String content) {
        return message -> message.path("content").asText().equals(content);
    }

    private static Frame first(Connection connection, Predicate<Frame> wanted) {
        return connection.received().stream().filter(wanted).findFirst().orElseThrow();
    }

    private static Frame frame(String json) {
        try {
            return new Frame(World.JSON.readTree(json.replace('\'', '"')), System.nanoTime());
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new AssertionError(e);
        }
    }

    private static void put(Frame frame, String field, String value) {
        ((ObjectNode) frame.json()).put(field, value);
    }

    private static void put(Frame frame, String field, long value) {
        ((ObjectNode) frame.json()).put(field, value);
    }
}
