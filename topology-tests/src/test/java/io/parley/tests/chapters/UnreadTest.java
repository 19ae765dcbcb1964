package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Role;
import io.parley.tests.talk.Specification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unread is absolute: messages by others after the last one read, on any device. It never drifts. */
class UnreadTest extends Specification {

    @Test
    void it_counts_messages_of_others() {
        given.a_group_of("ann", "bob", "cat");

        when.ann.sends("one");
        when.bob.sends("two");

        then.cat.hears("ann: one [1]", "bob: two [2]").and_nothing_else();
    }

    @Test
    void own_messages_never_count_and_sending_reads_nothing() {
        given.a_direct_chat_of("ann", "bob");
        given.said("bob", "one");

        when.ann.sends("two");

        then.ann.hears("ann: two [1]").and_nothing_else();
        then.the_unread_of("ann", 1, 0);
    }

    @Test
    void system_messages_do_not_count() {
        given.a_group_of("ann", "bob");

        when.ann.renames("Crew").is_done();
        when.ann.makes("bob", Role.ADMIN).is_done();
        when.ann.sends("hi");

        then.the_unread_of("bob", 1, 0);
    }

    @Test
    void reading_all_makes_it_zero_on_every_device() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects("phone");
        given.said("ann", "one", "two");

        when.bob.reads("two").is_silent();

        then.bob.hears("unread, read two [0]").and_nothing_else();
        then.bob.on("phone").hears("unread, read two [0]").and_nothing_else();
    }

    @Test
    void reading_in_the_middle_leaves_what_came_after() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.said("bob", "mine");
        given.said("ann", "three", "four");

        when.bob.reads("two").is_silent();

        then.bob.hears("unread, read two [2]").and_nothing_else();
    }

    @Test
    void reading_an_own_message_reads_what_was_before() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one");
        given.said("bob", "mine");
        given.said("ann", "two");

        when.bob.reads("mine").is_silent();

        then.bob.hears("unread, read mine [1]").and_nothing_else();
    }

    @Test
    void reading_a_system_message_reads_what_was_before() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one");
        given.that(() -> when.ann.renames("Crew").is_done());
        given.said("ann", "two");

        when.bob.reads("* renamed").is_silent();

        then.bob.hears("unread, read * renamed [1]").and_nothing_else();
    }

    @Test
    void counting_goes_on_after_reading() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.bob.reads("one").is_silent());

        when.ann.sends("three");

        then.bob.hears("ann: three [2]").and_nothing_else();
    }

    @Test
    void joining_starts_at_zero() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.ann.adds("cat").is_done());
        given.connected("cat");

        when.ann.sends("three");

        then.cat.hears("ann: three [1]").and_nothing_else();
    }

    @Test
    void leaving_ends_it_and_coming_back_starts_at_zero() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one", "two");
        given.that(() -> when.ann.removes("cat").is_done());
        then.the_unread_of("cat", 0, 0);
        given.said("ann", "three");
        given.that(() -> when.ann.adds("cat").is_done());

        when.ann.sends("four");

        then.cat.hears("ann: four [1]").and_nothing_else();
    }

    @Test
    void reading_after_coming_back_counts_only_the_new_span() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one");
        given.that(() -> when.ann.removes("cat").is_done());
        given.said("ann", "two");
        given.that(() -> when.ann.adds("cat").is_done());
        given.said("ann", "three", "four");

        when.cat.reads("one").is_silent();
        when.cat.reads("three").is_silent();

        then.cat.hears("unread, read one [2]", "unread, read three [1]").and_nothing_else();
    }

    @Test
    void a_deleted_message_no_longer_counts() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "one", "two");
        given.that(() -> when.cat.reads("one").is_silent());

        when.ann.deletes("one").is_acked();
        when.ann.deletes("two").is_acked();

        then.the_unread_of("bob", 0, 0);
        then.the_unread_of("cat", 0, 0);
        then.the_unread_of("ann", 0, 0);
    }

    @Test
    void deleting_what_was_read_changes_no_count() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.bob.reads("one").is_silent());

        when.ann.deletes("one").is_acked();

        then.the_unread_of("bob", 1, 0);
    }

    @Test
    void reading_in_the_middle_does_not_count_what_was_deleted() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two", "three", "four");
        given.that(() -> when.ann.deletes("three").is_acked());

        when.bob.reads("one").is_silent();

        then.bob.hears("unread, read one [2]").and_nothing_else();
    }

    @Test
    void mentions_are_counted_beside() {
        given.a_group_of("ann", "bob", "cat");

        when.ann.mentions(List.of("bob"), "bob!");
        when.ann.sends("all");
        when.cat.mentions(List.of("bob", "ann"), "you two");

        then.bob
                .hears("ann: bob! [1 @1]", "ann: all [2 @1]", "cat: you two [3 @2]")
                .and_nothing_else();
        then.ann.hears("ann: bob! [0]", "ann: all [0]", "cat: you two [1 @1]").and_nothing_else();
    }

    @Test
    void reading_in_the_middle_leaves_the_mentions_that_came_after() {
        given.a_group_of("ann", "bob");
        given.that(() -> {
            when.ann.mentions(List.of("bob"), "one");
            when.ann.sends("two");
            when.ann.mentions(List.of("bob"), "three");
        });

        when.bob.reads("one").is_silent();
        when.bob.reads("three").is_silent();

        then.bob.hears("unread, read one [2 @1]", "unread, read three [0]").and_nothing_else();
    }

    @Test
    void to_mention_oneself_counts_nothing() {
        given.a_group_of("ann", "bob");

        when.ann.mentions(List.of("ann"), "me");

        then.ann.hears("ann: me [0]").and_nothing_else();
    }

    @Test
    void who_is_no_member_is_not_mentioned() {
        given.a_group_of("ann", "bob");

        String id = when.ann.mentions(List.of("cat", "bob", "dan"), "hi").msg_id();

        assertThat(log().message(id).orElseThrow().getMentions()).containsExactly("bob");
    }

    @Test
    void a_deleted_mention_no_longer_counts() {
        given.a_group_of("ann", "bob");
        given.that(() -> when.ann.mentions(List.of("bob"), "hi").is_acked());

        when.ann.deletes("hi").is_acked();

        then.the_unread_of("bob", 0, 0);
    }

    @Test
    void an_edit_may_bring_a_mention_and_take_it_away() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");

        when.ann.edits_mentioning("hi", "hi bob", List.of("bob")).is_acked();
        then.the_unread_of("bob", 1, 1);
        when.ann.edits_mentioning("hi", "hi cat", List.of("cat")).is_acked();
        then.the_unread_of("bob", 1, 0);
        then.the_unread_of("cat", 1, 1);
        when.ann.edits("hi", "hello").is_acked();
        then.the_unread_of("cat", 1, 1);
    }

    @Test
    void reading_after_an_edit_counts_the_mentions_that_hold() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() ->
                when.ann.edits_mentioning("two", "two bob", List.of("bob")).is_acked());

        when.bob.reads("one").is_silent();

        then.bob.hears("unread, read one [1 @1]").and_nothing_else();
    }

    @Test
    void an_edit_of_what_was_read_changes_no_count() {
        given.a_group_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.bob.reads("hi").is_silent());

        when.ann.edits_mentioning("hi", "hi bob", List.of("bob")).is_acked();

        then.the_unread_of("bob", 0, 0);
    }

    @Test
    void what_the_tables_will_show_is_what_was_told() {
        given.a_group_of("ann", "bob", "cat");
        when.ann.mentions(List.of("bob"), "one");
        when.bob.sends("two");
        when.bob.reads("one").is_silent();
        when.cat.reads("two").is_silent();

        for (String name : List.of("ann", "bob", "cat")) {
            var last = then.person(name).connection().heard();
            var heard = last.get(last.size() - 1);
            var row = then.the_row_of(name);
            assertThat(row.getSeq()).isEqualTo(heard.seq());
            assertThat(row.getUnread()).isEqualTo(heard.unread());
            assertThat(row.getMentions()).isEqualTo(heard.mentions());
            assertThat(row.getRead()).isEqualTo(heard.read());
        }
    }

    @Test
    void counts_survive_the_death_of_every_task() {
        given.a_group_of("ann", "bob");
        given.said("ann", "one", "two", "three");

        all_tasks_die();
        when.ann.sends("four");
        when.bob.reads("two").is_silent();

        then.bob.hears("ann: four [4]", "unread, read two [2]").and_nothing_else();
    }
}
