package io.parley.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Message;
import io.parley.ids.TimeUuid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisRecentTest {
    private static final String CHAT = "gteam";

    private static ChatRow chat(long headSeq, long messagesUpto) {
        return new ChatRow(CHAT, false, "Team", Instant.EPOCH, 3, 2, headSeq, null, new Reached(messagesUpto, 0, 0));
    }

    private static String entry(long seq, long stamp) {
        return """
                {"stamp":"%d","version":2,"msg_id":"%s","chat_id":"gteam","chat_seq":%d,"sender":"ann",
                "msg_type":"text","content":"hi","created_at":"2026-01-02T03:04:05.678Z","data":"{\\"n\\":1.50}",
                "mentions":["bob"]}"""
                .formatted(stamp, TimeUuid.of(seq * 10, 0, CHAT), seq);
    }

    @Test
    void messages_that_end_with_the_head_and_hold_the_last_change_count() {
        var found = RedisRecent.sameAsTables(chat(3, 30), List.of(entry(3, 30), entry(2, 20)));

        Message newest = found.orElseThrow().get(0).message();
        assertThat(newest.getChatSeq()).isEqualTo(3);
        assertThat(newest.getContent()).isEqualTo("hi");
        assertThat(newest.getData()).isEqualTo("{\"n\":1.50}");
        assertThat(newest.getMentions()).containsExactly("bob");
        assertThat(newest.getCreatedAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(newest.getEditedAt()).isNull();
        assertThat(found.orElseThrow().get(0).version()).isEqualTo(2);
    }

    @Test
    void a_gap_an_old_head_and_a_missing_change_do_not_count() {
        assertThat(RedisRecent.sameAsTables(chat(3, 30), List.of(entry(3, 30), entry(1, 10))))
                .isEmpty();
        assertThat(RedisRecent.sameAsTables(chat(4, 40), List.of(entry(3, 30), entry(2, 20))))
                .isEmpty();
        assertThat(RedisRecent.sameAsTables(chat(3, 35), List.of(entry(3, 30), entry(2, 20))))
                .isEmpty();
        assertThat(RedisRecent.sameAsTables(chat(3, 30), List.of())).isEmpty();
        assertThat(RedisRecent.sameAsTables(chat(3, 30), List.of("no JSON"))).isEmpty();
    }

    @Test
    void a_redis_that_is_not_there_is_a_cache_with_nothing_in_it() throws Exception {
        try (var recent = new RedisRecent(RedisAddress.plain("redis://127.0.0.1:1"), Duration.ofMillis(50), 10)) {
            assertThat(recent.of(chat(3, 30)).toCompletableFuture().join()).isEmpty();
        }
    }
}
