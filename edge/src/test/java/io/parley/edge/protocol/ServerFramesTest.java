package io.parley.edge.protocol;

import static io.parley.edge.protocol.Frames.MSG;
import static io.parley.edge.protocol.Frames.TIME;
import static io.parley.edge.protocol.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.Rejected;
import io.parley.edge.protocol.Parsed.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The frames that are no events, letter by letter. */
class ServerFramesTest {

    @Test
    void an_ack() {
        Ack ack = new Ack("5f0c", "c123", MSG, 17L, TIME, false, 1L);

        assertThat(text(ServerFrames.ack(ack, null)))
                .isEqualTo("{\"type\":\"ack\",\"client_msg_id\":\"5f0c\",\"chat_id\":\"c123\",\"msg_id\":\"" + MSG
                        + "\",\"chat_seq\":17,\"created_at\":\"2026-11-01T12:00:00.120Z\"}");
        assertThat(text(ServerFrames.ack(ack, "r1"))).endsWith(",\"ref\":\"r1\"}");
    }

    @Test
    void pong_authed_and_presence() {
        assertThat(text(ServerFrames.pong("r1"))).isEqualTo("{\"type\":\"pong\",\"ref\":\"r1\"}");
        assertThat(text(ServerFrames.authed(TIME, null)))
                .isEqualTo("{\"type\":\"authed\",\"expires_at\":\"2026-11-01T12:00:00.120Z\"}");
        assertThat(text(ServerFrames.presence("u2", PresenceStatus.UNKNOWN, null)))
                .isEqualTo("{\"type\":\"presence\",\"user\":\"u2\",\"status\":\"unknown\"}");
        assertThat(text(ServerFrames.presence("u2", PresenceStatus.OFFLINE, TIME)))
                .isEqualTo("{\"type\":\"presence\",\"user\":\"u2\",\"status\":\"offline\","
                        + "\"last_seen\":\"2026-11-01T12:00:00.120Z\"}");
        assertThat(text(ServerFrames.typing("c1", "u2")))
                .isEqualTo("{\"type\":\"typing\",\"chat_id\":\"c1\",\"user\":\"u2\"}");
    }

    @Test
    void errors() {
        Subject about = new Subject("r1", "c123", MSG, "5f0c");

        assertThat(text(ServerFrames.error(ErrorCode.TOO_LARGE, "Too large.", about)))
                .isEqualTo("{\"type\":\"error\",\"code\":\"too_large\",\"message\":\"Too large.\","
                        + "\"client_msg_id\":\"5f0c\",\"ref\":\"r1\",\"chat_id\":\"c123\",\"msg_id\":\"" + MSG + "\"}");
        assertThat(text(ServerFrames.error(ErrorCode.BAD_FRAME, "No.", Subject.NONE)))
                .isEqualTo("{\"type\":\"error\",\"code\":\"bad_frame\",\"message\":\"No.\"}");
        assertThat(text(ServerFrames.rateLimited(Duration.ofMillis(250), Subject.NONE)))
                .contains("\"code\":\"rate_limited\"")
                .endsWith(",\"retry_after_ms\":250}");
    }

    @Test
    void a_rejection_of_the_topology() {
        Rejected rejected = new Rejected("not_a_member", "You are no member.", "c123", null, "5f0c");

        assertThat(text(ServerFrames.error(rejected, "r1")))
                .isEqualTo("{\"type\":\"error\",\"code\":\"not_a_member\",\"message\":\"You are no member.\","
                        + "\"client_msg_id\":\"5f0c\",\"ref\":\"r1\",\"chat_id\":\"c123\"}");
    }
}
