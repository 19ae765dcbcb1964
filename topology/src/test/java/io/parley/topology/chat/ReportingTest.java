package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static io.parley.topology.chat.FakeChat.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.DeleteMessage;
import io.parley.avro.Done;
import io.parley.avro.FactsNeeded;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageFacts;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.ReportFact;
import io.parley.avro.ReportMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may report what, and that it is told once. */
class ReportingTest {
    private final FakeChat chat = new FakeChat().group("ann", "bob", "cat");
    private final String said = chat.says(GROUP, "ann", "m1");

    private static ReportMessage spam(String msgId) {
        return new ReportMessage(msgId, "spam", null);
    }

    private static MessageFacts found(String msgId) {
        Message words = Message.newBuilder()
                .setMsgId(msgId)
                .setChatId(GROUP)
                .setChatSeq(2)
                .setSender("ann")
                .setMsgType("text")
                .setContent("hi")
                .setCreatedAt(Instant.EPOCH)
                .setMentions(List.of())
                .build();
        return new MessageFacts(msgId, true, 2L, "ann", false, List.of(), words);
    }

    private Outcome reports(String user, ReportMessage report, @Nullable MessageFacts facts) {
        return chat.reports(GROUP, user, report, facts);
    }

    @Test
    void the_words_are_asked_for_once_it_is_decided_that_the_reporter_may() {
        assertThat(reports("bob", spam(said), null).answer()).isInstanceOf(FactsNeeded.class);
        assertThat(code(reports("zoe", spam(said), null))).isEqualTo("no_such_chat");

        Outcome outcome = reports("bob", new ReportMessage(said, "other", "Look."), found(said));

        assertThat(outcome.answer()).isInstanceOf(Done.class);
        assertThat(outcome.events()).as("nobody in the chat hears of it").isEmpty();
        assertThat(outcome.facts()).hasSize(1).first().isInstanceOfSatisfying(ReportFact.class, fact -> {
            assertThat(List.of(fact.getUser(), fact.getReason(), fact.getText(), fact.getKind()))
                    .containsExactly("bob", "other", "Look.", "reported");
            assertThat(fact.getMessage().getContent()).isEqualTo("hi");
            assertThat(fact.getService()).isNull();
        });
    }

    @Test
    void a_reporter_reports_a_message_once_also_when_they_can_see_it_no_more() {
        Outcome first = reports("bob", spam(said), found(said));
        Outcome again = reports("bob", new ReportMessage(said.toUpperCase(java.util.Locale.ROOT), "hate", null), null);
        chat.does(GROUP, "ann", new DeleteMessage("d1", said));
        chat.does(GROUP, "bob", new RemoveMember("bob"));
        Outcome later = reports("bob", spam(said), null);

        assertThat(List.of(again.answer(), later.answer())).containsOnly(first.answer());
        assertThat(again.facts()).isEmpty();
        assertThat(later.facts()).isEmpty();
        assertThat(code(reports("cat", spam(said), null))).isEqualTo("no_such_message");
    }

    @Test
    void another_reporter_is_another_report_and_so_is_one_when_the_first_is_kept_no_more() {
        reports("bob", spam(said), found(said));

        assertThat(reports("cat", spam(said), found(said)).facts()).hasSize(1);
        chat.pass(Reporting.REMEMBERED.plus(Duration.ofSeconds(1)));
        assertThat(reports("bob", spam(said), found(said)).facts()).hasSize(1);
    }

    @Test
    void what_cannot_be_seen_or_is_nobodys_is_not_reported() {
        Outcome renamed = chat.does(GROUP, "ann", new RenameChat("New"));
        String system = renamed.facts().stream()
                .filter(MessageFact.class::isInstance)
                .map(fact -> ((Message) ((MessageFact) fact).getFact()).getMsgId())
                .findFirst()
                .orElseThrow();
        chat.does(GROUP, "cat", new RemoveMember("cat"));

        assertThat(code(reports("bob", spam(system), null))).isEqualTo("forbidden");
        assertThat(code(reports("bob", spam("nonsense"), null))).isEqualTo("no_such_message");
        assertThat(code(reports("cat", spam(said), null))).isEqualTo("not_a_member");
    }

    @Test
    void a_message_that_the_tables_do_not_have_yet_is_reported_later() {
        MessageFacts missing = new MessageFacts(said, false, 0L, null, false, List.of(), null);

        assertThat(code(reports("bob", spam(said), missing))).isEqualTo("unavailable");
        assertThat(reports("bob", spam(said), found(said)).facts()).hasSize(1);
    }

    @Test
    void a_reason_that_is_none_and_a_text_that_is_too_long_are_bad_requests() {
        assertThat(code(reports("bob", new ReportMessage(said, "dislike", null), null)))
                .isEqualTo("bad_request");
        assertThat(code(reports("bob", new ReportMessage(said, "spam", "x".repeat(1_001)), null)))
                .isEqualTo("bad_request");
    }
}
