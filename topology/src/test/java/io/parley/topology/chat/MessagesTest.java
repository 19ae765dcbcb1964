package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.DIRECT;
import static io.parley.topology.chat.FakeChat.GROUP;
import static io.parley.topology.chat.FakeChat.IDS;
import static io.parley.topology.chat.FakeChat.ack;
import static io.parley.topology.chat.FakeChat.code;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.AddMembers;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.FactsNeeded;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkFact;
import io.parley.avro.MarkRead;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFacts;
import io.parley.avro.MessageReaction;
import io.parley.avro.React;
import io.parley.avro.Receipt;
import io.parley.avro.Recipient;
import io.parley.avro.RemoveMember;
import io.parley.avro.SendMessage;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.topology.TalkConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final FakeChat chat = new FakeChat().group("ann", "bob", "cat").direct();

    @Test
    void who_joins_later_cannot_name_what_was_said_before_and_hears_nothing_of_its_change() {
        String before = chat.says(GROUP, "ann", "m1");
        chat.does(GROUP, "ann", new AddMembers(List.of("dan")));

        assertThat(code(chat.does(GROUP, "dan", new MarkRead(before)))).isEqualTo("no_such_message");
        assertThat(code(chat.does(GROUP, "dan", reply("r1", before)))).isEqualTo("no_such_message");
        assertThat(code(chat.does(GROUP, "dan", new React("x1", before, "+", true))))
                .isEqualTo("no_such_message");
        Outcome edit = chat.does(GROUP, "ann", new EditMessage("e1", before, "new", null, null));
        assertThat(edit.events()).singleElement().satisfies(event -> assertThat(event.recipients())
                .extracting(Recipient::getUser)
                .containsExactly("ann", "bob", "cat"));
    }

    @Test
    void spans_of_earlier_membership_are_readable_again() {
        String early = chat.says(GROUP, "ann", "m1");
        chat.does(GROUP, "ann", new RemoveMember("bob"));
        String missed = chat.says(GROUP, "ann", "m2");
        chat.does(GROUP, "ann", new AddMembers(List.of("bob")));

        assertThat(ack(chat.does(GROUP, "bob", reply("r1", early)))).isNotNull();
        assertThat(code(chat.does(GROUP, "bob", reply("r2", missed)))).isEqualTo("no_such_message");
    }

    @Test
    void of_many_spans_the_oldest_are_forgotten() {
        for (int i = 0; i < TalkConfig.defaults().spans() + 5; i++) {
            chat.does(GROUP, "ann", new RemoveMember("bob"));
            chat.does(GROUP, "ann", new AddMembers(List.of("bob")));
        }

        assertThat(requireNonNull(chat.membership(GROUP, "bob")).getSpans())
                .hasSize(TalkConfig.defaults().spans());
    }

    @Test
    void a_deleted_message_may_still_be_named_by_marks_and_replies_alone() {
        String message = chat.says(GROUP, "ann", "m1");
        chat.does(GROUP, "ann", new DeleteMessage("d1", message));

        assertThat(code(chat.does(GROUP, "ann", new EditMessage("e1", message, "x", null, null))))
                .isEqualTo("no_such_message");
        assertThat(code(chat.does(GROUP, "bob", new React("x1", message, "+", true))))
                .isEqualTo("no_such_message");
        assertThat(code(chat.does(GROUP, "ann", new DeleteMessage("d2", message))))
                .isEqualTo("no_such_message");
        assertThat(ack(chat.does(GROUP, "bob", reply("r1", message)))).isNotNull();
        assertThat(chat.does(GROUP, "bob", new MarkRead(message)).facts()).hasSize(1);
    }

    @Test
    void system_messages_are_nobodys_to_change() {
        String system = IDS.of(GROUP, requireNonNull(chat.head(GROUP)).getLastMessage());

        assertThat(code(chat.does(GROUP, "ann", new DeleteMessage("d1", system))))
                .isEqualTo("forbidden");
        assertThat(code(chat.does(GROUP, "ann", new EditMessage("e1", system, "x", null, null))))
                .isEqualTo("forbidden");
    }

    @Test
    void a_delete_tells_first_the_numbers_of_those_who_had_not_read_it() {
        String message = chat.says(GROUP, "ann", "m1", "bob");
        chat.does(GROUP, "cat", new MarkRead(message));

        Outcome delete = chat.does(GROUP, "ann", new DeleteMessage("d1", message));

        assertThat(delete.events()).extracting(Event::kind).containsExactly("unread", "deleted");
        assertThat(delete.events().get(0).recipients())
                .extracting(Recipient::getUser, Recipient::getEffect)
                .containsExactly(tuple("bob", UnreadEffect.UNCOUNT_MENTION));
        assertThat(ack(delete).getStamp()).isEqualTo(delete.events().get(1).stamp());
    }

    @Test
    void an_edit_without_mentions_leaves_them_and_one_with_drops_strangers() {
        String message = chat.says(GROUP, "ann", "m1", "bob");

        Outcome kept = chat.does(GROUP, "ann", new EditMessage("e1", message, "x", null, null));
        Outcome moved = chat.does(GROUP, "ann", new EditMessage("e2", message, "x", List.of("cat", "zoe"), null));

        assertThat(((MessageEdited) kept.events().get(0).payload()).getMentions())
                .containsExactly("bob");
        assertThat(moved.events()).extracting(Event::kind).containsExactly("unread", "edited");
        assertThat(moved.events().get(0).recipients())
                .extracting(Recipient::getUser, Recipient::getEffect)
                .containsExactly(tuple("bob", UnreadEffect.UNMENTION), tuple("cat", UnreadEffect.MENTION));
        assertThat(((MessageEdited) moved.events().get(1).payload()).getMentions())
                .containsExactly("cat");
    }

    @Test
    void marks_only_rise_and_read_implies_delivered() {
        String first = chat.says(DIRECT, "ann", "m1");
        String second = chat.says(DIRECT, "ann", "m2");

        Outcome read = chat.does(DIRECT, "bob", new MarkRead(second));
        assertThat(read.events())
                .extracting(Event::payload)
                .satisfiesExactly(
                        unread -> assertThat(unread).isEqualTo(new UnreadChanged("read")),
                        receipt -> assertThat(receipt).isInstanceOfSatisfying(Receipt.class, told -> {
                            assertThat(told.getStatus()).isEqualTo("read");
                            assertThat(told.getMsgId()).isEqualTo(second);
                        }));
        assertThat(read.facts()).singleElement().isInstanceOfSatisfying(MarkFact.class, mark -> {
            assertThat(mark.getDelivered()).isEqualTo(second);
            assertThat(mark.getRead()).isEqualTo(second);
        });

        assertThat(chat.does(DIRECT, "bob", new MarkRead(first)).facts()).isEmpty();
        assertThat(chat.does(DIRECT, "bob", new MarkDelivered(second)).facts()).isEmpty();
    }

    @Test
    void a_read_in_the_middle_counts_what_is_left() {
        chat.says(GROUP, "ann", "m1");
        String middle = chat.says(GROUP, "bob", "m2");
        chat.says(GROUP, "ann", "m3", "cat");
        chat.says(GROUP, "cat", "m4");
        String gone = chat.says(GROUP, "ann", "m5");
        chat.does(GROUP, "ann", new DeleteMessage("d1", gone));
        chat.does(GROUP, "ann", new AddMembers(List.of("dan")));

        Outcome read = chat.does(GROUP, "cat", new MarkRead(middle));

        assertThat(read.events().get(0).recipients()).singleElement().satisfies(cat -> {
            assertThat(cat.getUnread()).isEqualTo(1);
            assertThat(cat.getMentions()).isEqualTo(1);
            assertThat(cat.getRead()).isEqualTo(middle);
        });
    }

    @Test
    void the_index_is_trimmed_in_steps_and_what_left_it_must_be_looked_up() {
        FakeChat small = new FakeChat(TalkConfig.defaults().with(MessagesTest::smallIndex)).group("ann", "bob");
        String old = small.says(GROUP, "ann", "m0");
        int most = 0;
        for (int i = 1; i < 20; i++) {
            small.says(GROUP, "ann", "m" + i);
            most = Math.max(most, small.indexed(GROUP));
        }
        EditMessage edit = new EditMessage("e1", old, "new", null, null);

        assertThat(most).isEqualTo(7);
        assertThat(small.does(GROUP, "ann", edit).answer()).isInstanceOf(FactsNeeded.class);
        assertThat(small.does(GROUP, "bob", new MarkRead(old)).answer()).isInstanceOf(FactsNeeded.class);
        MessageFacts facts = new MessageFacts(old, true, 2L, "ann", false, List.of("bob"), null);
        Outcome edited = small.does(GROUP, "ann", edit, facts);
        assertThat(ack(edited).getChatSeq()).isEqualTo(2);
        assertThat(((MessageEdited) edited.events().get(0).payload()).getMentions())
                .containsExactly("bob");
        Outcome read = small.does(GROUP, "bob", new MarkRead(old), facts);
        assertThat(read.events().get(0).recipients())
                .singleElement()
                .extracting(Recipient::getUnread)
                .isEqualTo(Unread.MOST);
        assertThat(code(small.does(
                        GROUP,
                        "ann",
                        new DeleteMessage("d1", old.replace('1', '2')),
                        new MessageFacts(old, false, 0L, null, false, List.of(), null))))
                .isEqualTo("no_such_message");
    }

    @Test
    void what_was_deleted_below_the_floor_stays_deleted_before_the_tables_say_so() {
        FakeChat small = new FakeChat(TalkConfig.defaults().with(MessagesTest::smallIndex)).group("ann", "bob");
        String old = small.says(GROUP, "ann", "m0");
        for (int i = 1; i < 20; i++) {
            small.says(GROUP, "ann", "m" + i);
        }
        MessageFacts stale = new MessageFacts(old, true, 2L, "ann", false, List.of(), null);
        small.does(GROUP, "ann", new DeleteMessage("d1", old), stale);

        assertThat(code(small.does(GROUP, "ann", new EditMessage("e1", old, "x", null, null), stale)))
                .isEqualTo("no_such_message");
    }

    @Test
    void a_reaction_that_is_there_or_gone_is_acknowledged_without_an_event() {
        String message = chat.says(GROUP, "ann", "m1");

        Outcome added = chat.does(GROUP, "bob", new React("r1", message, "+", true));
        Outcome again = chat.does(GROUP, "bob", new React("r2", message, "+", true));
        chat.does(GROUP, "cat", new React("r1", message, "+", true));
        Outcome removed = chat.does(GROUP, "bob", new React("r3", message, "+", false));
        Outcome gone = chat.does(GROUP, "bob", new React("r4", message, "+", false));

        assertThat(added.events()).extracting(Event::payload).singleElement().satisfies(event -> assertThat(
                        ((MessageReaction) event).getCount())
                .isEqualTo(1));
        assertThat(again.events()).isEmpty();
        assertThat(ack(again).getMsgId()).isEqualTo(message);
        assertThat(removed.events()).extracting(Event::payload).singleElement().satisfies(event -> assertThat(
                        ((MessageReaction) event).getCount())
                .isEqualTo(1));
        assertThat(gone.events()).isEmpty();
    }

    @Test
    void a_message_takes_reactions_up_to_their_bound() {
        FakeChat small = new FakeChat(TalkConfig.defaults().with(bounds -> bounds.reactions = 2)).group("ann", "bob");
        String message = small.says(GROUP, "ann", "m1");
        small.does(GROUP, "ann", new React("r1", message, "a", true));
        small.does(GROUP, "ann", new React("r2", message, "b", true));

        assertThat(code(small.does(GROUP, "ann", new React("r3", message, "c", true))))
                .isEqualTo("too_large");
    }

    @Test
    void what_comes_past_the_edge_malformed_becomes_no_message() {
        assertThat(code(chat.does(
                        GROUP, "ann", new SendMessage("m", "system", "x", null, List.of(), null, null, null))))
                .isEqualTo("bad_request");
        assertThat(code(chat.does(GROUP, "ann", new SendMessage("m", "text", "", null, List.of(), null, null, null))))
                .isEqualTo("bad_request");
        assertThat(code(chat.does(
                        GROUP,
                        "ann",
                        new SendMessage("m", "text", "x".repeat((16 << 10) + 1), null, List.of(), null, null, null))))
                .isEqualTo("too_large");
        assertThat(code(chat.does("no/id", "ann", FakeChat.text("m")))).isEqualTo("bad_request");
        assertThat(code(chat.does(GROUP, "ann", reply("m", "nonsense")))).isEqualTo("no_such_message");
        assertThat(code(chat.does(GROUP, "ann", "no command"))).isEqualTo("bad_request");
    }

    private static SendMessage reply(String clientMsgId, String to) {
        return new SendMessage(clientMsgId, "text", "hi", to, List.of(), null, null, null);
    }

    private static void smallIndex(TalkConfig.Changes bounds) {
        bounds.index = 5;
        bounds.trimStep = 2;
    }
}
