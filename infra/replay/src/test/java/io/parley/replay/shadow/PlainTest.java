package io.parley.replay.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.ids.TimeUuid;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlainTest {
    private static final long STAMP = 1_767_600_001_200_000L;
    private static final String CHAT = "gChat";

    @Test
    void what_the_clock_moves_is_the_same() throws IOException {
        assertThat(plain(fact(STAMP, 4, "hello", 3))).isEqualTo(plain(fact(STAMP + 7, 9, "hello", 3)));
    }

    @Test
    void what_was_decided_is_not() throws IOException {
        JsonNode fact = plain(fact(STAMP, 4, "hello", 3));

        assertThat(plain(fact(STAMP, 4, "hullo", 3))).isNotEqualTo(fact);
        assertThat(plain(fact(STAMP + 1_000, 4, "hello", 3))).isNotEqualTo(fact);
    }

    @Test
    void a_sum_over_chats_of_which_some_may_be_unknown_is_left_out() throws IOException {
        assertThat(plain(fact(STAMP, 4, "hello", 3))).isEqualTo(plain(fact(STAMP, 4, "hello", 5)));
    }

    @Test
    void ids_of_other_kinds_stay_as_they_are() throws IOException {
        JsonNode random = new ObjectMapper().readTree("{\"client_msg_id\":\"3b241101-e2bb-4255-8caf-4136c566a962\"}");

        assertThat(plain(random)).isEqualTo(random);
    }

    private static JsonNode plain(JsonNode fact) {
        return Plain.of(fact);
    }

    private static JsonNode fact(long stamp, long seq, String content, int badge) throws IOException {
        String id = TimeUuid.of(stamp, 0, CHAT).toString();
        return new ObjectMapper()
                .readTree(
                        "{\"event_id\":\"%s/1\",\"stamp\":%d,\"cause\":{\"offset\":%d},\"msg_id\":\"%s\",\"content\":\"%s\","
                                        .formatted(id, stamp, seq, id, content)
                                + "\"entries\":[{\"user\":\"ann\",\"seq\":%d,\"badge\":%d}]}".formatted(seq, badge));
    }
}
