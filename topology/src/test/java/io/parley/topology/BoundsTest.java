package io.parley.topology;

import static io.parley.topology.TalkTopologyTest.direct;
import static io.parley.topology.TalkTopologyTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.avro.SessionStarted;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import io.parley.topology.state.TalkStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the punctuators trim: results, streams and payloads that are too old. The newest row of a user stays. */
class BoundsTest {
    private static final String CHAT = ChatIds.direct("ann", "bob");
    private static final Duration AGE = Duration.ofHours(2);

    private final Driver talk = new Driver(
            TalkConfig.defaults().with(bounds -> {
                bounds.dedup = Duration.ofHours(1);
                bounds.trim = new TalkConfig.Trim(Duration.ofSeconds(1), 2_000, Duration.ofMinutes(1));
                bounds.kept = new TalkConfig.Kept(2_000, 1 << 20, AGE, Duration.ofMinutes(1));
            }),
            Placement.murmur2(1));

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void what_is_too_old_goes_and_heads_stay() {
        talk.chat(CHAT, "ann", direct("ann", "bob"));
        for (int i = 0; i < 20; i++) {
            talk.chat(CHAT, "ann", text("m" + i, "hi"));
        }
        assertThat(keys(TalkStores.STREAMS)).hasSize(42);
        assertThat(keys(TalkStores.KEPT)).hasSize(21);
        assertThat(keys(TalkStores.DEDUP)).hasSize(20);

        talk.pass(AGE.multipliedBy(2));
        talk.chat("gother", "cat", direct("x", "y"));
        talk.pass(Duration.ofSeconds(10));

        assertThat(keys(TalkStores.STREAMS)).hasSize(2);
        assertThat(keys(TalkStores.KEPT)).isEmpty();
        assertThat(keys(TalkStores.DEDUP)).isEmpty();
        assertThat(keys(TalkStores.DEDUP_EXPIRY)).isEmpty();
    }

    @Test
    void after_trimming_seq_goes_on_and_a_device_at_the_head_resumes() {
        talk.chat(CHAT, "ann", direct("ann", "bob"));
        talk.chat(CHAT, "ann", text("m1", "hi"));
        talk.pass(AGE.multipliedBy(2));
        talk.told();

        talk.opens("ann", 1, 2L);
        talk.opens("bob", 2, 1L);

        assertThat(talk.told(SessionStarted.class))
                .extracting("seq", "resumed")
                .containsExactly(tuple(2L, true), tuple(2L, false));
    }

    @Test
    void a_result_used_again_after_it_expired_outlives_the_first_ones_expiry() {
        talk.chat(CHAT, "ann", direct("ann", "bob"));
        talk.chat(CHAT, "ann", text("m1", "first"));
        KeyValueStore<Bytes, byte[]> expiry = talk.driver().getKeyValueStore(TalkStores.DEDUP_EXPIRY);
        List<Bytes> first = keys(TalkStores.DEDUP_EXPIRY);
        talk.pass(Duration.ofHours(1).plusSeconds(1));
        talk.chat(CHAT, "ann", text("m1", "second"));
        first.forEach(key -> expiry.put(key, new byte[0]));

        talk.pass(Duration.ofSeconds(10));

        assertThat(keys(TalkStores.DEDUP)).hasSize(1);
        talk.messages();
        talk.chat(CHAT, "ann", text("m1", "third"));
        assertThat(talk.messages()).isEmpty();
    }

    private List<Bytes> keys(String store) {
        List<Bytes> keys = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> rows = talk.driver().getKeyValueStore(store);
        try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
            all.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }
}
