package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.DIRECT;
import static io.parley.topology.chat.FakeChat.GROUP;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.DeleteMessage;
import io.parley.avro.FactsNeeded;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkFact;
import io.parley.avro.MarkRead;
import io.parley.avro.Origin;
import io.parley.avro.Receipt;
import io.parley.avro.Recipient;
import io.parley.avro.Rejected;
import io.parley.avro.UnreadChanged;
import io.parley.topology.TalkConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marks that came to an edge together are one command: each is decided as it would have been alone, at less cost. */
class MarksTogetherTest {
    private final FakeChat chat =
            new FakeChat().group("ann", "bob", "cat", "dan").direct();

    @Test
    void readers_hear_their_own_numbers_in_one_event() {
        String first = chat.says(GROUP, "ann", "m1");
        String second = chat.says(GROUP, "ann", "m2", "cat");

        Outcome together =
                chat.mark(GROUP, "bob", new MarkRead(second), List.of(read("cat", first), delivered("dan", second)));

        assertThat(together.events()).extracting(Event::payload).contains(new UnreadChanged("read"));
        assertThat(together.events().get(0).recipients())
                .extracting(Recipient::getUser, Recipient::getUnread, Recipient::getMentions, Recipient::getRead)
                .containsExactly(tuple("bob", 0, 0, second), tuple("cat", 1, 1, first));
        assertThat(together.facts())
                .extracting(fact -> ((MarkFact) fact).getUser() + " " + ((MarkFact) fact).getKind())
                .containsExactly("bob read", "cat read", "dan delivered");
        assertThat(together.changes())
                .filteredOn(Change.PutHead.class::isInstance)
                .hasSize(1);
    }

    /** Else a table that has the first of the marks would pass for one that has what the reader was told. */
    @Test
    void the_event_of_the_readers_stands_behind_the_last_of_the_marks() {
        String message = chat.says(GROUP, "ann", "m1");

        Outcome together = chat.mark(GROUP, "bob", new MarkRead(message), List.of(read("cat", message)));

        MarkFact last = (MarkFact) together.facts().get(1);
        assertThat(together.events().get(0).behind()).isEqualTo(last.getStamp());
    }

    @Test
    void delivered_and_read_of_one_user_are_one_fact() {
        String first = chat.says(GROUP, "ann", "m1");
        String second = chat.says(GROUP, "ann", "m2");

        Outcome together =
                chat.mark(GROUP, "bob", new MarkDelivered(second), List.of(read("bob", second), read("bob", first)));

        assertThat(together.facts()).singleElement().isInstanceOfSatisfying(MarkFact.class, mark -> {
            assertThat(mark.getDelivered()).isEqualTo(second);
            assertThat(mark.getRead()).isEqualTo(second);
        });
    }

    @Test
    void they_come_to_what_they_would_have_come_to_one_by_one() {
        FakeChat alone = new FakeChat().group("ann", "bob", "cat", "dan");
        String first = chat.says(GROUP, "ann", "m1");
        String second = chat.says(GROUP, "bob", "m2");
        String same = alone.says(GROUP, "ann", "m1");
        String sameAgain = alone.says(GROUP, "bob", "m2");

        chat.mark(
                GROUP,
                "cat",
                new MarkRead(first),
                List.of(delivered("cat", second), read("dan", second), read("dan", first), delivered("ann", second)));
        alone.does(GROUP, "cat", new MarkRead(same));
        alone.does(GROUP, "cat", new MarkDelivered(sameAgain));
        alone.does(GROUP, "dan", new MarkRead(sameAgain));
        alone.does(GROUP, "dan", new MarkRead(same));
        alone.does(GROUP, "ann", new MarkDelivered(sameAgain));

        for (String user : List.of("ann", "bob", "cat", "dan")) {
            assertThat(marks(chat, user)).isEqualTo(marks(alone, user));
        }
    }

    @Test
    void whose_mark_is_refused_is_told_so_and_the_others_are_taken() {
        String message = chat.says(GROUP, "ann", "m1");

        Outcome together =
                chat.mark(GROUP, "zoe", new MarkRead(message), List.of(read("cat", "nonsense"), read("bob", message)));

        assertThat(FakeChat.code(together)).isEqualTo("no_such_chat");
        assertThat(together.replies()).singleElement().satisfies(reply -> {
            assertThat(reply.getUser()).isEqualTo("cat");
            assertThat(reply.getOrigin()).isEqualTo(origin("cat"));
            assertThat(reply.getResult())
                    .isEqualTo(new Rejected(
                            "no_such_message", "There is no such message in this chat.", GROUP, "nonsense", null));
        });
        assertThat(together.facts()).singleElement().isInstanceOfSatisfying(MarkFact.class, mark -> assertThat(
                        mark.getUser())
                .isEqualTo("bob"));
    }

    @Test
    void a_mark_that_needs_facts_comes_again_by_itself() {
        FakeChat small = withASmallIndex();
        String old = small.says(GROUP, "ann", "m0");
        String newest = saysMuch(small);

        Outcome together = small.mark(GROUP, "bob", new MarkRead(newest), List.of(read("cat", old)));

        assertThat(together.answer()).isNull();
        assertThat(together.facts()).hasSize(1);
        assertThat(together.replies())
                .singleElement()
                .extracting(reply -> reply.getResult())
                .isInstanceOfSatisfying(FactsNeeded.class, needed -> {
                    assertThat(needed.getMsgId()).isEqualTo(old);
                    assertThat(needed.getCommand().getUser()).isEqualTo("cat");
                    assertThat(needed.getCommand().getCommand()).isEqualTo(new MarkRead(old));
                    assertThat(needed.getCommand().getMoreMarks()).isNull();
                });
    }

    @Test
    void the_first_comes_again_without_those_that_came_with_it() {
        FakeChat small = withASmallIndex();
        String old = small.says(GROUP, "ann", "m0");
        String newest = saysMuch(small);

        Outcome together =
                small.mark(GROUP, "bob", new MarkRead(old), List.of(read("zoe", newest), read("cat", newest)));

        assertThat(together.answer()).isInstanceOfSatisfying(FactsNeeded.class, needed -> {
            assertThat(needed.getCommand().getCommand()).isEqualTo(new MarkRead(old));
            assertThat(needed.getCommand().getMoreMarks())
                    .as("else zoe is refused twice")
                    .isNull();
        });
        assertThat(together.replies()).hasSize(1);
        assertThat(together.facts()).hasSize(1);
    }

    @Test
    void in_a_direct_chat_each_hears_of_the_other() {
        String message = chat.says(DIRECT, "ann", "m1");

        Outcome together = chat.mark(DIRECT, "bob", new MarkDelivered(message), List.of(delivered("ann", message)));

        assertThat(together.events())
                .extracting(
                        event -> ((Receipt) event.payload()).getUser(),
                        event -> event.recipients().get(0).getUser())
                .containsExactly(tuple("bob", "ann"), tuple("ann", "bob"));
    }

    @Test
    void in_a_direct_chat_each_advance_is_told_and_all_of_them_are_one_fact() {
        String first = chat.says(DIRECT, "ann", "m1");
        String second = chat.says(DIRECT, "ann", "m2");

        Outcome together = chat.mark(
                DIRECT,
                "bob",
                new MarkDelivered(first),
                List.of(read("bob", first), delivered("bob", first), read("bob", second)));

        assertThat(together.events())
                .extracting(event -> event.payload() instanceof Receipt receipt
                        ? receipt.getStatus() + " " + receipt.getMsgId()
                        : event.recipients().get(0).getUnread() + " left")
                .containsExactly("delivered " + first, "1 left", "read " + first, "0 left", "read " + second);
        assertThat(together.facts()).singleElement().isInstanceOfSatisfying(MarkFact.class, mark -> {
            assertThat(mark.getDelivered()).isEqualTo(second);
            assertThat(mark.getRead()).isEqualTo(second);
            assertThat(together.events()).extracting(Event::behind).containsOnly(mark.getStamp());
        });
        assertThat(together.events()).extracting(Event::stamp).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void marks_stand_with_marks_alone() {
        String message = chat.says(GROUP, "ann", "m1");

        Outcome refused = chat.mark(GROUP, "ann", new DeleteMessage("d1", message), List.of(delivered("bob", message)));

        assertThat(FakeChat.code(refused)).isEqualTo("bad_request");
        assertThat(refused.facts()).isEmpty();
    }

    private static FakeChat withASmallIndex() {
        return new FakeChat(TalkConfig.defaults().with(bounds -> {
                    bounds.index = 5;
                    bounds.trimStep = 2;
                }))
                .group("ann", "bob", "cat");
    }

    /** More than the small index holds; the newest of it. */
    private static String saysMuch(FakeChat small) {
        for (int i = 1; i < 19; i++) {
            small.says(GROUP, "ann", "m" + i);
        }
        return small.says(GROUP, "ann", "m19");
    }

    private static List<String> marks(FakeChat chat, String user) {
        var membership = requireNonNull(chat.membership(GROUP, user));
        return List.of(seq(chat, membership.getDelivered()), seq(chat, membership.getRead()));
    }

    private static String seq(FakeChat chat, long stamp) {
        return stamp == 0
                ? "none"
                : String.valueOf(requireNonNull(chat.indexed(GROUP, stamp)).getChatSeq());
    }

    private static Mark read(String user, String message) {
        return new Mark(user, origin(user), message, true);
    }

    private static Mark delivered(String user, String message) {
        return new Mark(user, origin(user), message, false);
    }

    private static Origin origin(String user) {
        return new Origin(1, 1L, (long) user.hashCode(), 1L, null);
    }
}
