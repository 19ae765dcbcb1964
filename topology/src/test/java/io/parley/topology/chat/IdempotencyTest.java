package io.parley.topology.chat;

import static io.parley.topology.chat.FakeChat.GROUP;
import static io.parley.topology.chat.FakeChat.ack;
import static io.parley.topology.chat.FakeChat.code;
import static io.parley.topology.chat.FakeChat.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.AddMembers;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.React;
import io.parley.avro.RemoveMember;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyTest {
    private final FakeChat chat = new FakeChat().group("ann", "bob");

    @Test
    void a_message_sent_again_gets_the_first_ack_and_nothing_else() {
        Ack first = ack(chat.does(GROUP, "bob", text("m1")));

        Outcome again = chat.does(GROUP, "bob", text("m1"));

        assertThat(ack(again).getMsgId()).isEqualTo(first.getMsgId());
        assertThat(ack(again).getChatSeq()).isEqualTo(first.getChatSeq());
        assertThat(ack(again).getStamp()).isEqualTo(first.getStamp());
        assertThat(ack(again).getRepeated()).isTrue();
        assertThat(again.events()).isEmpty();
        assertThat(again.facts()).isEmpty();
        assertThat(again.changes()).isEmpty();
    }

    @Test
    void it_does_so_also_when_the_sender_has_lost_the_right() {
        Ack first = ack(chat.does(GROUP, "bob", text("m1")));
        chat.does(GROUP, "ann", new RemoveMember("bob"));

        assertThat(ack(chat.does(GROUP, "bob", text("m1"))).getMsgId()).isEqualTo(first.getMsgId());
        assertThat(code(chat.does(GROUP, "bob", text("m2")))).isEqualTo("not_a_member");
    }

    @Test
    void the_same_id_for_another_kind_is_a_bad_request() {
        String message = chat.says(GROUP, "bob", "m1");

        assertThat(code(chat.does(GROUP, "bob", new EditMessage("m1", message, "x", null, null))))
                .isEqualTo("bad_request");
        assertThat(code(chat.does(GROUP, "bob", new DeleteMessage("m1", message))))
                .isEqualTo("bad_request");
        assertThat(code(chat.does(GROUP, "bob", new React("m1", message, "+", true))))
                .isEqualTo("bad_request");
    }

    @Test
    void another_sender_may_use_the_same_id() {
        assertThat(chat.says(GROUP, "bob", "m1")).isNotEqualTo(chat.says(GROUP, "ann", "m1"));
    }

    @Test
    void a_rejection_is_not_remembered() {
        assertThat(code(chat.does(GROUP, "cat", text("m1")))).isEqualTo("no_such_chat");
        chat.does(GROUP, "ann", new AddMembers(List.of("cat")));

        assertThat(ack(chat.does(GROUP, "cat", text("m1"))).getRepeated()).isFalse();
    }

    @Test
    void a_result_holds_for_the_window_and_no_longer() {
        FakeChat brief = new FakeChat(TalkConfig.defaults().with(bounds -> bounds.dedup = Duration.ofHours(24)))
                .group("ann", "bob");
        String first = brief.says(GROUP, "bob", "m1");
        brief.pass(Duration.ofHours(24).minusMillis(1));

        assertThat(brief.says(GROUP, "bob", "m1")).isEqualTo(first);
        assertThat(brief.says(GROUP, "bob", "m1")).isNotEqualTo(first);
    }

    @Test
    void every_kind_is_acknowledged_again_with_what_it_changed() {
        String message = chat.says(GROUP, "bob", "m1");
        EditMessage edit = new EditMessage("e1", message, "new", null, null);
        React react = new React("r1", message, "+", true);
        DeleteMessage delete = new DeleteMessage("d1", message);

        for (Object command : List.of(edit, react, delete)) {
            Ack first = ack(chat.does(GROUP, "bob", command));
            Outcome again = chat.does(GROUP, "bob", command);

            assertThat(first.getMsgId()).isEqualTo(message);
            assertThat(ack(again).getStamp()).isEqualTo(first.getStamp());
            assertThat(ack(again).getCreatedAt()).isEqualTo(first.getCreatedAt());
            assertThat(again.events()).isEmpty();
        }
    }
}
