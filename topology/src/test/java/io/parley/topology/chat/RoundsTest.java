package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.GroupStatus;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When senders in a group are told, how often, and what that costs. */
class RoundsTest extends TellingTest {

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
        FakeChat crowd = new FakeChat(
                        TalkConfig.defaults().with(bounds -> bounds.receipts = new TalkConfig.Receipts(INTERVAL, 2)))
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
}
