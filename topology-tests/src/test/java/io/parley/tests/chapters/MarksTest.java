package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.MarkFact;
import io.parley.tests.talk.Specification;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Delivered and read: cumulative marks that only rise, and the receipts that tell them in direct chats. */
class MarksTest extends Specification {

    @Test
    void delivered_is_told_to_the_other_one_at_once() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.has("hi").is_silent();

        then.ann.hears("receipt bob delivered hi [0]").and_nothing_else();
        then.bob.hears_nothing();
        assertThat(mark("bob").getDelivered()).isEqualTo(id_of("hi"));
        assertThat(mark("bob").getRead()).isNull();
    }

    @Test
    void read_implies_delivered_and_is_one_receipt() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.reads("hi").is_silent();

        then.ann.hears("receipt bob read hi [0]").and_nothing_else();
        assertThat(mark("bob").getDelivered()).isEqualTo(id_of("hi"));
        assertThat(mark("bob").getRead()).isEqualTo(id_of("hi"));
    }

    @Test
    void delivered_then_read_are_two_receipts() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.has("hi").is_silent();
        when.bob.reads("hi").is_silent();

        then.ann
                .hears("receipt bob delivered hi [0]", "receipt bob read hi [0]")
                .and_nothing_else();
    }

    @Test
    void a_mark_covers_all_before_it() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two", "three");

        when.bob.reads("two").is_silent();

        then.ann.hears("receipt bob read two [0]").and_nothing_else();
        then.bob.hears("unread, read two [1]").and_nothing_else();
    }

    @Test
    void marks_never_go_back() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.bob.reads("two").is_silent());

        when.bob.reads("one").is_silent();
        when.bob.has("one").is_silent();
        when.bob.reads("two").is_silent();

        then.nobody_hears_anything("ann", "bob");
        assertThat(mark("bob").getRead()).isEqualTo(id_of("two"));
    }

    @Test
    void delivered_after_read_is_covered_and_says_nothing() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.bob.reads("hi").is_silent());
        int facts = log().marks().size();

        when.bob.has("hi").is_silent();

        then.nobody_hears_anything("ann", "bob");
        assertThat(log().marks()).hasSize(facts);
    }

    @Test
    void read_of_less_than_delivered_leaves_delivered_where_it_is() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.bob.has("two").is_silent());

        when.bob.reads("one").is_silent();

        assertThat(mark("bob").getDelivered()).isEqualTo(id_of("two"));
        assertThat(mark("bob").getRead()).isEqualTo(id_of("one"));
        then.ann.hears("receipt bob read one [0]").and_nothing_else();
    }

    @Test
    void a_mark_knows_when_it_was_set() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");
        time_passes(Duration.ofSeconds(3));
        when.bob.has("hi").is_silent();
        time_passes(Duration.ofSeconds(3));
        when.bob.reads("hi").is_silent();

        MarkFact mark = mark("bob");

        assertThat(Duration.between(mark.getDeliveredAt(), mark.getReadAt())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_message_of_another_chat_is_no_such_message() {
        given.a_direct_chat_of("ann", "cat");
        String elsewhere = when.ann.sends("elsewhere").msg_id();
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");

        when.bob.reads(elsewhere).is_refused("no_such_message");
        when.bob.has(elsewhere).is_refused("no_such_message");

        then.nobody_hears_anything("ann", "bob");
    }

    @Test
    void what_is_no_id_at_all_is_no_such_message() {
        given.a_direct_chat_of("ann", "bob");

        when.bob.reads("nonsense").is_refused("no_such_message");
        when.bob.has("00000000-0000-1000-8000-000000000000").is_refused("no_such_message");
        when.bob.reads("11111111-1111-4111-8111-111111111111").is_refused("no_such_message");
    }

    @Test
    void what_was_said_before_one_joined_can_not_be_named() {
        given.a_group_of("ann", "bob");
        given.said("ann", "before");
        given.that(() -> when.ann.adds("cat").is_done());

        when.cat.reads("before").is_refused("no_such_message");
        when.cat.has("before").is_refused("no_such_message");
        when.cat.reacts("before", "+").is_refused("no_such_message");
        when.cat.answers("before", "what?").is_refused("no_such_message");
    }

    @Test
    void what_was_said_while_one_was_away_can_not_be_named() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "before");
        given.that(() -> when.ann.removes("cat").is_done());
        given.said("ann", "without");
        given.that(() -> when.ann.adds("cat").is_done());

        when.cat.answers("without", "what?").is_refused("no_such_message");
        when.cat.reacts("without", "+").is_refused("no_such_message");
        when.cat.answers("before", "indeed").is_acked();
    }

    @Test
    void a_deleted_message_may_still_be_read_delivered_and_answered() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");
        given.that(() -> when.ann.deletes("hi").is_acked());

        when.bob.has("hi").is_silent();
        when.bob.reads("hi").is_silent();
        when.bob.answers("hi", "what was it?").is_acked();
    }

    @Test
    void groups_send_no_receipts_for_each_member() {
        given.a_group_of("ann", "bob", "cat");
        given.said("ann", "hi");

        when.bob.has("hi").is_silent();
        when.bob.reads("hi").is_silent();

        then.bob.hears("unread, read hi [0]").and_nothing_else();
        then.cat.hears_nothing();
        assertThat(mark("bob").getRead()).isEqualTo(id_of("hi"));
    }

    @Test
    void marks_are_keyed_by_chat_and_user() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "hi");
        when.bob.reads("hi").is_silent();

        assertThat(log().marks())
                .allSatisfy(mark -> assertThat(log().keyOf(mark)).isEqualTo(mark.getChatId() + "/" + mark.getUser()));
    }

    @Test
    void marks_rise_also_after_every_task_died() {
        given.a_direct_chat_of("ann", "bob");
        given.said("ann", "one", "two");
        given.that(() -> when.bob.reads("two").is_silent());

        all_tasks_die();
        when.bob.reads("one").is_silent();

        then.nobody_hears_anything("ann", "bob");
        assertThat(mark("bob").getRead()).isEqualTo(id_of("two"));
    }

    private MarkFact mark(String user) {
        return log().mark(chat(), user).orElseThrow();
    }
}
