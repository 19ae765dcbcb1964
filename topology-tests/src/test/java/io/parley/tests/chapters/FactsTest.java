package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatChange;
import io.parley.avro.ChatState;
import io.parley.avro.FactTopic;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.Role;
import io.parley.avro.UserChange;
import io.parley.ids.TimeUuid;
import io.parley.tests.talk.Specification;
import io.parley.tests.world.Heard;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What replays and tables are made from: every fact says who it is, when, from what, and the whole state after it. */
class FactsTest extends Specification {

    private void a_lively_group() {
        given.a_group_of("ann", "bob", "cat");
        when.ann.sends("one");
        when.bob.reads("one").is_silent();
        when.ann.makes("bob", Role.ADMIN).is_done();
        when.cat.mutes().is_done();
        when.bob.sends("two");
        when.ann.removes("cat").is_done();
        when.ann.leaves().is_done();
    }

    @Test
    void every_fact_has_an_id_of_its_own() {
        a_lively_group();

        List<String> ids = Stream.of(
                        log().messages().stream().map(MessageFact::getEventId),
                        log().marks().stream().map(MarkFact::getEventId))
                .flatMap(all -> all)
                .toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(TimeUuid::isTimeUuid);
        assertThat(log().members().stream().map(fact -> fact.getEventId() + log().keyOf(fact)))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_fact_says_what_made_it() {
        a_lively_group();

        assertThat(log().messages())
                .extracting(fact -> fact.getCause().getTopic())
                .containsOnly("chat.raw");
        assertThat(log().members())
                .extracting(fact -> fact.getCause().getTopic())
                .containsOnly("chat.raw");
        assertThat(log().marks()).extracting(fact -> fact.getCause().getTopic()).containsOnly("chat.raw");
        assertThat(log().changes()).allMatch(change -> change.getCause() != null);
    }

    @Test
    void a_kind_names_what_happened() {
        a_lively_group();

        assertThat(log().messages()).extracting(MessageFact::getKind).containsOnly("message");
        assertThat(log().members()).allMatch(fact -> !fact.getKind().isBlank());
        assertThat(log().marks()).allMatch(fact -> !fact.getKind().isBlank());
        assertThat(log().changes()).allMatch(fact -> !fact.getKind().isBlank());
    }

    @Test
    void each_topic_is_in_the_order_of_the_chats_stamps() {
        a_lively_group();

        assertThat(log().messages()).extracting(MessageFact::getStamp).isSorted();
        assertThat(log().members()).extracting(MemberFact::getStamp).isSorted();
        assertThat(log().marks()).extracting(MarkFact::getStamp).isSorted();
    }

    @Test
    void a_message_fact_has_the_stamp_of_its_message_and_the_key_of_its_chat() {
        a_lively_group();

        assertThat(log().messages()).allSatisfy(fact -> {
            Message message = (Message) fact.getFact();
            assertThat(TimeUuid.stampOf(message.getMsgId())).isEqualTo(fact.getStamp());
            assertThat(fact.getEventId()).isEqualTo(message.getMsgId());
            assertThat(log().keyOf(fact)).isEqualTo(chat());
        });
    }

    @Test
    void member_facts_are_keyed_by_chat_and_by_member() {
        a_lively_group();

        assertThat(log().members()).allSatisfy(fact -> assertThat(log().keyOf(fact))
                .isEqualTo(fact.getFact() instanceof MemberState member ? chat() + "/" + member.getUser() : chat()));
    }

    @Test
    void the_last_fact_of_each_key_is_the_whole_state() {
        a_lively_group();

        ChatState state = log().chat(chat()).orElseThrow();
        assertThat(state.getMembers()).isEqualTo(1);
        assertThat(state.getName()).isEqualTo("Team");
        assertThat(state.getCreatedBy()).isEqualTo("ann");
        assertThat(log().member(chat(), "ann").orElseThrow().getRole()).isNull();
        assertThat(log().member(chat(), "bob").orElseThrow().getRole()).isEqualTo(Role.OWNER);
        MemberState cat = log().member(chat(), "cat").orElseThrow();
        assertThat(cat.getRole()).isNull();
        assertThat(cat.getSpans()).singleElement().satisfies(span -> assertThat(span.getTo())
                .isNotNull());
    }

    @Test
    void the_version_rises_by_one_with_every_change_but_muting() {
        a_lively_group();

        List<Integer> versions = log().members().stream()
                .filter(fact -> fact.getFact() instanceof ChatState)
                .map(MemberFact::getVersion)
                .distinct()
                .toList();

        assertThat(versions).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void user_changes_hold_the_numbers_that_were_told() {
        a_lively_group();

        for (String name : List.of("ann", "bob", "cat")) {
            List<List<Object>> told = then.person(name).connection().heard().stream()
                    .map(FactsTest::numbers)
                    .toList();
            assertThat(entries(name)).as(name).containsExactlyElementsOf(told);
        }
    }

    @Test
    void user_changes_say_which_fact_is_behind() {
        given.a_group_of("ann", "bob");
        when.ann.sends("one");
        when.bob.reads("one").is_silent();

        List<FactTopic> told = chatChanges().map(ChatChange::getTold).toList();

        assertThat(new HashSet<>(told)).isEqualTo(Set.of(FactTopic.MEMBERS, FactTopic.MESSAGES, FactTopic.MARKS));
    }

    @Test
    void user_changes_say_what_makes_a_chat_last_active() {
        given.a_group_of("ann", "bob");
        String id = when.ann.mentions(List.of("bob"), "hello bob").msg_id();

        List<ChatChange> last = chatChanges()
                .filter(change -> id.equals(change.getLastMessage()))
                .toList();

        assertThat(last).isNotEmpty().allSatisfy(change -> {
            assertThat(change.getSender()).isEqualTo("ann");
            assertThat(change.getMsgType()).isEqualTo("text");
            assertThat(change.getPreview()).isEqualTo("hello bob");
        });
        assertThat(then.the_row_of("bob").getMentioned()).isTrue();
        assertThat(then.the_row_of("ann").getMentioned()).isFalse();
    }

    @Test
    void a_preview_is_cut_at_200_code_points() {
        given.a_group_of("ann", "bob");
        String id = when.ann.sends("😀".repeat(300)).msg_id();

        assertThat(chatChanges().filter(change -> id.equals(change.getLastMessage())))
                .allSatisfy(change -> assertThat(change.getPreview()).isEqualTo("😀".repeat(200)));
    }

    @Test
    void user_changes_lie_in_the_shard_of_their_users() {
        a_lively_group();

        for (UserChange change : log().changes()) {
            if (change.getChange() instanceof ChatChange of) {
                assertThat(of.getEntries()).allMatch(entry -> world().homeOf(entry.getUser()) == change.getShard());
                assertThat(of.getEntries()).isNotEmpty();
            }
        }
    }

    @Test
    void inbox_records_lie_in_the_shard_of_their_recipients_and_never_in_the_chats_own() {
        a_lively_group();

        assertThat(log().inbox()).allSatisfy(batch -> {
            assertThat(batch.getShard()).isNotEqualTo(world().homeOf(batch.getChatId()));
            assertThat(batch.getRecipients())
                    .isNotEmpty()
                    .allMatch(recipient -> world().homeOf(recipient.getUser()) == batch.getShard());
        });
        assertThat(log().inbox().isEmpty()).isEqualTo(shards == 1);
    }

    private static List<Object> numbers(Heard heard) {
        return Arrays.asList(heard.seq(), heard.unread(), heard.mentions(), heard.read(), heard.role(), heard.muted());
    }

    private List<List<Object>> entries(String user) {
        return chatChanges()
                .flatMap(change -> change.getEntries().stream())
                .filter(entry -> entry.getUser().equals(user))
                .map(entry -> Arrays.<Object>asList(
                        entry.getSeq(),
                        entry.getUnread(),
                        entry.getMentions(),
                        entry.getRead(),
                        entry.getRole(),
                        entry.getMuted()))
                .toList();
    }

    private Stream<ChatChange> chatChanges() {
        return log().changes().stream()
                .map(UserChange::getChange)
                .filter(ChatChange.class::isInstance)
                .map(ChatChange.class::cast);
    }
}
