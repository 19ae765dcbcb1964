package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.AddMembers;
import io.parley.avro.DeleteMessage;
import io.parley.avro.GroupStatus;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkFact;
import io.parley.avro.MarkRead;
import io.parley.avro.RemoveMember;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What senders in a group are told of how far their messages are: which message, which status, which counts, and when. */
class ReceiptsTest {
    private static final Duration INTERVAL = TalkConfig.defaults().receipts().interval();

    private final FakeChat chat = new FakeChat().group("ann", "bob", "cat");
    private final Map<String, String> names = new HashMap<>();

    @Test
    void counts_come_on_the_way_then_delivered_then_read() {
        says("ann", "m1");

        has("bob", "m1");
        has("cat", "m1");
        reads("bob", "m1");
        reads("cat", "m1");

        assertThat(told())
                .containsExactly(
                        "ann m1 sent 1/0/2", "ann m1 delivered 2/0/2", "ann m1 delivered 2/1/2", "ann m1 read 2/2/2");
    }

    @Test
    void what_comes_between_two_rounds_is_told_once_in_the_end() {
        says("ann", "m1");

        mark("bob", "m1", false);
        mark("cat", "m1", false);
        mark("bob", "m1", true);
        mark("cat", "m1", true);
        assertThat(told()).containsExactly("ann m1 sent 1/0/2");
        chat.tells(GROUP);
        assertThat(told()).as("too early").hasSize(1);
        chat.pass(INTERVAL);
        chat.tells(GROUP);

        assertThat(told()).containsExactly("ann m1 sent 1/0/2", "ann m1 read 2/2/2");
        assertThat(chat.untold(GROUP)).isNull();
    }

    @Test
    void nothing_is_told_again_that_is_as_it_was_told() {
        says("ann", "m1");
        reads("bob", "m1");
        reads("cat", "m1");
        int told = told().size();

        has("bob", "m1");
        reads("cat", "m1");
        says("bob", "m2");
        reads("ann", "m2");

        assertThat(told().stream().skip(told)).containsExactly("bob m2 sent 1/1/2");
    }

    @Test
    void each_status_is_told_of_the_newest_message_that_it_holds_for() {
        says("ann", "m1");
        says("ann", "m2");
        says("ann", "m3");
        mark("bob", "m3", false);
        mark("bob", "m1", true);
        mark("cat", "m2", false);
        mark("cat", "m1", true);

        assertThat(settled()).containsExactly("ann m3 sent 1/0/2", "ann m1 read 2/2/2", "ann m2 delivered 2/0/2");
    }

    @Test
    void one_round_tells_a_sender_one_thing_and_takes_turns() {
        says("ann", "m1");
        says("ann", "m2");
        reads("bob", "m1");
        mark("cat", "m1", true);
        mark("bob", "m2", false);

        int before = told().size();
        round();
        assertThat(told()).hasSize(before + 1);
        round();
        assertThat(told()).hasSize(before + 2);

        assertThat(told().subList(before, before + 2)).containsExactly("ann m1 read 2/2/2", "ann m2 sent 1/0/2");
        round();
        assertThat(told()).hasSize(before + 2);
    }

    @Test
    void who_leaves_can_make_it_read_by_that_alone() {
        says("ann", "m1");
        reads("bob", "m1");

        removes("cat");

        assertThat(settled()).containsExactly("ann m1 sent 1/1/2", "ann m1 read 1/1/1");
    }

    @Test
    void with_nobody_who_counts_it_stays_sent() {
        says("ann", "m1");

        removes("bob");
        removes("cat");
        adds("dan");
        reads("dan", "m1");

        assertThat(settled()).isEmpty();
    }

    @Test
    void with_nobody_left_who_counts_it_is_sent_again() {
        says("ann", "m1");
        has("bob", "m1");

        removes("bob");
        removes("cat");

        assertThat(settled()).containsExactly("ann m1 sent 1/0/2", "ann m1 sent 0/0/1", "ann m1 sent 0/0/0");
    }

    @Test
    void who_joins_later_does_not_count() {
        says("ann", "m1");
        adds("dan");
        says("ann", "m2");

        reads("bob", "m2");
        reads("cat", "m2");

        assertThat(settled()).containsExactly("ann m2 sent 1/1/3", "ann m1 read 2/2/2", "ann m2 sent 2/2/3");
    }

    @Test
    void who_comes_back_counts_again_for_what_was_said_in_an_earlier_span() {
        says("ann", "m1");
        reads("bob", "m1");
        removes("cat");
        adds("cat");

        assertThat(settled()).containsExactly("ann m1 sent 1/1/2", "ann m1 read 1/1/1", "ann m1 sent 1/1/2");
        says("bob", "m2");
        reads("cat", "m2");

        assertThat(settled()).contains("ann m1 read 2/2/2").endsWith("bob m2 sent 1/1/2");
    }

    @Test
    void nothing_is_told_of_an_older_message_after_it_was_told_of_a_newer_one() {
        says("ann", "m1");
        reads("bob", "m1");
        removes("cat");
        says("ann", "m2");
        settled();
        adds("cat");
        removes("cat");
        says("ann", "m3");
        reads("bob", "m2");
        adds("cat");
        settled();
        removes("bob");
        adds("bob");
        says("ann", "m4");

        List<String> read =
                settled().stream().filter(line -> line.contains(" read ")).toList();

        assertThat(read).isSorted();
    }

    @Test
    void who_comes_back_does_not_count_for_what_was_said_meanwhile() {
        removes("cat");
        says("ann", "m1");
        adds("cat");

        reads("bob", "m1");

        assertThat(settled()).containsExactly("ann m1 read 1/1/1");
    }

    @Test
    void a_sender_who_left_is_told_when_they_are_back() {
        says("bob", "m1");
        removes("bob");
        reads("ann", "m1");
        reads("cat", "m1");
        assertThat(settled()).isEmpty();

        adds("bob");

        assertThat(settled()).containsExactly("bob m1 read 2/2/2");
    }

    @Test
    void a_deleted_message_is_still_the_senders() {
        says("ann", "m1");
        chat.does(GROUP, "ann", new DeleteMessage("d1", id("m1")));

        reads("bob", "m1");
        reads("cat", "m1");

        assertThat(settled()).containsExactly("ann m1 sent 1/1/2", "ann m1 read 2/2/2");
    }

    @Test
    void only_messages_that_not_all_have_read_are_remembered() {
        says("ann", "m1");
        says("ann", "m2");
        says("ann", "m3");
        assertThat(chat.sentBy(GROUP, "ann")).hasSize(2);

        reads("bob", "m3");
        reads("cat", "m3");
        settled();
        says("ann", "m4");

        assertThat(chat.sentBy(GROUP, "ann")).isEmpty();
    }

    @Test
    void a_round_looks_at_so_many_senders_and_the_next_one_goes_on() {
        FakeChat crowd = new FakeChat(TalkConfig.defaults().withReceipts(new TalkConfig.Receipts(INTERVAL, 2)))
                .group("ann", "bob", "cat", "dan");
        for (String user : List.of("ann", "bob", "cat")) {
            crowd.says(GROUP, user, user);
        }
        String last = crowd.says(GROUP, "dan", "dan");

        crowd.does(GROUP, "dan", new MarkRead(last));
        assertThat(statuses(crowd)).hasSize(2);
        crowd.pass(INTERVAL);
        crowd.does(GROUP, "cat", new MarkRead(last));
        assertThat(statuses(crowd)).hasSize(4);
        for (int i = 0; i < 4; i++) {
            crowd.pass(INTERVAL);
            crowd.tells(GROUP);
        }

        assertThat(statuses(crowd)).hasSize(6);
        assertThat(crowd.untold(GROUP)).isNull();
    }

    @Test
    void five_hundred_who_acknowledge_and_read_within_a_second_are_a_handful_of_events_and_writes() {
        String[] others = IntStream.range(1, 500).mapToObj(i -> "m" + i).toArray(String[]::new);
        FakeChat crowd = new FakeChat().group("ann", others);
        String id = crowd.says(GROUP, "ann", "m1");
        int before = crowd.outcomes.size();

        for (String other : others) {
            crowd.does(GROUP, other, new MarkDelivered(id));
        }
        for (String other : others) {
            crowd.does(GROUP, other, new MarkRead(id));
        }
        crowd.pass(INTERVAL);
        crowd.tells(GROUP);

        List<Change> changes = crowd.outcomes.stream()
                .skip(before)
                .flatMap(outcome -> outcome.changes().stream())
                .toList();
        List<Event> told = statuses(crowd);
        assertThat(told).hasSizeBetween(2, 5);
        assertThat(((GroupStatus) told.get(told.size() - 1).payload()).getStatus())
                .isEqualTo("read");
        assertThat(changes).filteredOn(Change.PutMembership.class::isInstance).hasSize(2 * others.length);
        assertThat(changes)
                .filteredOn(change -> !(change instanceof Change.PutMembership || change instanceof Change.PutHead))
                .hasSizeLessThanOrEqualTo(3 * told.size());
    }

    @Test
    void a_clock_that_jumped_back_silences_nobody() {
        says("ann", "m1");
        reads("bob", "m1");
        chat.pass(Duration.ofHours(-1));

        mark("cat", "m1", true);

        assertThat(told()).endsWith("ann m1 read 2/2/2");
    }

    @Test
    void the_stamp_behind_a_status_is_that_of_the_newest_mark() {
        says("ann", "m1");

        reads("bob", "m1");

        Outcome outcome = chat.outcomes.get(chat.outcomes.size() - 1);
        Event status = outcome.events().get(outcome.events().size() - 1);
        assertThat(status.payload()).isInstanceOf(GroupStatus.class);
        assertThat(status.behind()).isEqualTo(((MarkFact) outcome.facts().get(0)).getStamp());
        assertThat(status.stamp()).isGreaterThan(status.behind());
    }

    private void says(String user, String name) {
        names.put(chat.says(GROUP, user, name), name);
    }

    private String id(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void has(String user, String name) {
        chat.pass(INTERVAL);
        mark(user, name, false);
    }

    private void reads(String user, String name) {
        chat.pass(INTERVAL);
        mark(user, name, true);
    }

    private void mark(String user, String name, boolean read) {
        chat.does(GROUP, user, read ? new MarkRead(id(name)) : new MarkDelivered(id(name)));
    }

    private void removes(String user) {
        chat.pass(INTERVAL);
        chat.does(GROUP, "ann", new RemoveMember(user));
    }

    private void adds(String user) {
        chat.pass(INTERVAL);
        chat.does(GROUP, "ann", new AddMembers(List.of(user)));
    }

    private void round() {
        chat.pass(INTERVAL);
        chat.tells(GROUP);
    }

    private List<String> settled() {
        for (int i = 0; i < 4; i++) {
            round();
        }
        return told();
    }

    private List<String> told() {
        return statuses(chat).stream().map(this::words).toList();
    }

    private String words(Event event) {
        GroupStatus status = (GroupStatus) event.payload();
        assertThat(event.recipients()).hasSize(1);
        return event.recipients().get(0).getUser() + " " + names.get(status.getMsgId()) + " " + status.getStatus() + " "
                + status.getDeliveredBy() + "/" + status.getReadBy() + "/" + status.getOf();
    }

    private static List<Event> statuses(FakeChat of) {
        return of.outcomes.stream()
                .flatMap(outcome -> outcome.events().stream())
                .filter(event -> event.payload() instanceof GroupStatus)
                .toList();
    }
}
