package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.DeleteMessage;
import io.parley.avro.GroupStatus;
import io.parley.avro.MarkFact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What senders in a group are told of how far their messages are: which message, which status, which counts. */
class ReceiptsTest extends TellingTest {

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
    void the_stamp_behind_a_status_is_that_of_the_newest_mark() {
        says("ann", "m1");

        reads("bob", "m1");

        Outcome outcome = chat.outcomes.get(chat.outcomes.size() - 1);
        Event status = outcome.events().get(outcome.events().size() - 1);
        assertThat(status.payload()).isInstanceOf(GroupStatus.class);
        assertThat(status.behind()).isEqualTo(((MarkFact) outcome.facts().get(0)).getStamp());
        assertThat(status.stamp()).isGreaterThan(status.behind());
    }
}
