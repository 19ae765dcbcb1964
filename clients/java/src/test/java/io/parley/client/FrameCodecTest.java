package io.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCodecTest {

    @Test
    void a_message_event_carries_the_message_and_the_receivers_counts() throws Exception {
        ServerFrame frame = FrameCodec.decode("{\"type\":\"message\",\"seq\":7,\"unread\":3,\"mentions_unread\":1,"
                + "\"msg_id\":\"m\",\"chat_id\":\"c\",\"chat_seq\":2,\"sender\":\"ann\",\"msg_type\":\"text\","
                + "\"content\":\"hi\",\"created_at\":\"2026-01-01T00:00:00.123Z\",\"mentions\":[\"bob\"],\"new\":1}");

        assertThat(frame).isInstanceOfSatisfying(ServerFrame.MessageEvent.class, event -> {
            assertThat(event.seq()).isEqualTo(7);
            assertThat(event.unread()).isEqualTo(3);
            assertThat(event.message().mentions()).containsExactly("bob");
            assertThat(event.message().createdAt()).isEqualTo("2026-01-01T00:00:00.123Z");
        });
    }

    @Test
    void unknown_types_are_kept_apart_and_counted_when_they_are_events() throws Exception {
        assertThat(FrameCodec.decode("{\"type\":\"poll\",\"seq\":3}")).isInstanceOf(ServerFrame.OtherEvent.class);
        assertThat(FrameCodec.decode("{\"type\":\"weather\"}")).isInstanceOf(ServerFrame.Other.class);
    }

    @Test
    void absent_things_are_left_out_but_not_booleans() {
        assertThat(FrameCodec.encode(new ClientFrame.Active(false)))
                .isEqualTo("{\"type\":\"active\",\"active\":false}");
        assertThat(FrameCodec.encode(ClientFrame.Send.text("c", "m", "hi"))).doesNotContain("mentions", "reply_to");
    }

    @Test
    void an_edit_tells_no_mentions_from_the_same_mentions() {
        assertThat(FrameCodec.encode(new ClientFrame.Edit("c", "m", "x", "hi", null)))
                .doesNotContain("mentions");
        assertThat(FrameCodec.encode(new ClientFrame.Edit("c", "m", "x", "hi", List.of())))
                .contains("\"mentions\":[]");
    }
}
