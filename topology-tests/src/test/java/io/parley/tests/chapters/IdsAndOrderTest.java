package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.ids.TimeUuid;
import io.parley.tests.talk.Specification;
import io.parley.tests.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ids are TimeUUIDs that order as the chat does, always; {@code chat_seq} counts without a gap. */
class IdsAndOrderTest extends Specification {

    @Test
    void an_ack_names_the_place_of_the_message() {
        given.a_direct_chat_of("ann", "bob");

        Ack ack = when.ann.sends_as("c1", "hi").is_acked();

        Message message = log().message(ack.getMsgId()).orElseThrow();
        assertThat(message.getContent()).isEqualTo("hi");
        assertThat(message.getClientMsgId()).isEqualTo("c1");
        assertThat(ack.getChatSeq()).isEqualTo(message.getChatSeq()).isEqualTo(1);
        assertThat(ack.getCreatedAt()).isEqualTo(message.getCreatedAt());
        assertThat(ack.getClientMsgId()).isEqualTo("c1");
        assertThat(ack.getChatId()).isEqualTo(chat());
        assertThat(ack.getRepeated()).isFalse();
    }

    @Test
    void an_id_is_a_time_uuid_of_the_record_time() {
        given.a_direct_chat_of("ann", "bob");
        time_passes(Duration.ofSeconds(5));

        String id = when.ann.sends("hi").msg_id();

        assertThat(TimeUuid.isTimeUuid(id)).isTrue();
        assertThat(id).isLowerCase();
        assertThat(TimeUuid.stampOf(id)).isEqualTo(World.BEGIN.plusSeconds(5).toEpochMilli() * 1000);
        assertThat(log().message(id).orElseThrow().getCreatedAt()).isEqualTo(World.BEGIN.plusSeconds(5));
    }

    @Test
    void messages_of_one_millisecond_have_rising_ids() {
        given.a_group_of("ann", "bob", "cat");

        String first = when.ann.sends("one").msg_id();
        String second = when.bob.sends("two").msg_id();
        String third = when.cat.sends("three").msg_id();

        assertThat(List.of(stamp(first), stamp(second), stamp(third)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_clock_that_steps_back_makes_no_earlier_id() {
        given.a_direct_chat_of("ann", "bob");
        time_passes(Duration.ofMinutes(10));
        String before = when.ann.sends("before").msg_id();

        time_passes(Duration.ofMinutes(-9));
        String after = when.bob.sends("after").msg_id();

        assertThat(stamp(after)).isGreaterThan(stamp(before));
        assertThat(when.ann.sends("later").is_acked().getChatSeq()).isEqualTo(3);
    }

    @Test
    void an_id_is_later_than_all_before_it_also_after_every_task_died() {
        given.a_direct_chat_of("ann", "bob");
        time_passes(Duration.ofMinutes(10));
        String before = when.ann.sends("before").msg_id();

        time_passes(Duration.ofMinutes(-10));
        all_tasks_die();
        String after = when.ann.sends("after").msg_id();

        assertThat(stamp(after)).isGreaterThan(stamp(before));
        assertThat(log().talk(chat()).map(Message::getChatSeq)).containsExactly(1L, 2L);
    }

    @Test
    void equal_times_in_two_chats_give_different_ids() {
        given.a_direct_chat_of("ann", "bob");
        String one = when.ann.sends("hi").msg_id();

        given.a_direct_chat_of("ann", "cat");
        String other = when.ann.sends("hi").msg_id();

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void chat_seq_counts_system_messages_too() {
        given.a_group_of("ann", "bob");

        when.ann.sends("one");
        when.ann.renames("Crew").is_done();
        long last = when.bob.sends("two").is_acked().getChatSeq();

        then.the_talk_is("* created", "one", "* renamed", "two");
        assertThat(last).isEqualTo(4);
    }

    @Test
    void all_members_see_one_order() {
        given.a_group_of("ann", "bob", "cat");

        when.ann.sends("one");
        when.cat.sends("two");
        when.bob.sends("three");

        then.ann.hears("ann: one [0]", "cat: two [1]", "bob: three [2]").and_nothing_else();
        then.bob.hears("ann: one [1]", "cat: two [2]", "bob: three [2]").and_nothing_else();
        then.cat.hears("ann: one [1]", "cat: two [1]", "bob: three [2]").and_nothing_else();
    }

    @Test
    void every_event_of_a_chat_has_a_stamp_of_its_own_later_than_the_last() {
        given.a_group_of("ann", "bob");
        when.ann.sends("one");
        when.bob.reads("one");
        when.ann.adds("cat").is_done();
        when.ann.removes("bob").is_done();
        when.cat.sends("two");

        assertThat(log().messages())
                .extracting(MessageFact::getStamp)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(log().members().stream().map(fact -> fact.getStamp()).toList())
                .isSorted();
        assertThat(log().messages()).noneMatch(message -> log().members().stream()
                .anyMatch(member -> member.getStamp() == message.getStamp()));
    }

    @Test
    void the_time_of_a_fact_is_the_time_of_its_stamp() {
        given.a_group_of("ann", "bob");
        when.ann.sends("one");

        for (MessageFact fact : log().messages()) {
            Instant ofStamp = Instant.ofEpochMilli(fact.getStamp() / 1000);
            assertThat(fact.getEventTime()).isEqualTo(ofStamp);
        }
    }

    private static long stamp(String id) {
        return TimeUuid.stampOf(id);
    }
}
