package io.parley.topology.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.state.CommandKind;
import io.parley.avro.state.DedupResult;
import io.parley.avro.state.IndexEntry;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Budget;
import io.parley.topology.state.Keys;
import io.parley.topology.state.MarkedStores;
import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked for at the front costs what was dropped since the last look, however much was dropped before. */
class DroppedRowsTest {
    private static final int STEP = 10;
    private static final int STEPS = 20;

    @Test
    void the_oldest_messages_of_a_long_chat() {
        MarkedStores stores = new MarkedStores(TalkStores.INDEX);
        IndexTable index = new IndexTable(100);
        index.open(stores.context());
        for (int stamp = 1; stamp <= STEPS * STEP; stamp++) {
            index.put("a", stamp, new IndexEntry((long) stamp, "u1", List.of(), false, true));
        }

        for (int step = 0; step < STEPS; step++) {
            List<Long> oldest = new ArrayList<>();
            index.scan("a", 0, (stamp, entry) -> oldest.add(stamp) && oldest.size() < STEP);
            assertThat(oldest).hasSize(STEP).startsWith((long) step * STEP + 1);
            assertThat(stores.passed()).isLessThanOrEqualTo(STEP);
            oldest.forEach(stamp -> index.delete("a", stamp));
        }
    }

    @Test
    void results_that_expired() {
        MarkedStores stores = new MarkedStores(TalkStores.DEDUP, TalkStores.DEDUP_EXPIRY);
        DedupTable dedup = new DedupTable(100);
        dedup.open(stores.context());
        for (int time = 1; time <= STEPS * STEP; time++) {
            dedup.put(Keys.of("a", "u1", "c" + time), new DedupResult(CommandKind.MESSAGE, 1L, 1L, 1L, (long) time));
        }

        for (int step = 1; step <= STEPS; step++) {
            dedup.trim(step * STEP + 1L, new Budget(TalkConfig.defaults().trim(), () -> 0));
            assertThat(stores.passed()).isLessThanOrEqualTo(STEP);
            assertThat(dedup.get(Keys.of("a", "u1", "c" + step * STEP))).isNull();
        }
    }

    @Test
    void a_senders_messages_that_all_have_read() {
        MarkedStores stores = new MarkedStores(TalkStores.SENT);
        ChatStores chat = new ChatStores(TalkConfig.defaults());
        chat.open(stores.context());
        for (int stamp = 1; stamp <= STEPS * STEP; stamp++) {
            chat.apply("a", new Change.PutSent("u1", stamp));
        }

        for (int step = 0; step < STEPS; step++) {
            long oldest = chat.oldestSent("a", "u1", 0, Long.MAX_VALUE - 1);
            assertThat(oldest).isEqualTo((long) step * STEP + 1);
            assertThat(stores.passed()).isLessThanOrEqualTo(STEP);
            for (long stamp = oldest; stamp < oldest + STEP; stamp++) {
                chat.apply("a", new Change.DropSent("u1", stamp));
            }
        }
        assertThat(chat.oldestSent("a", "u1", 0, Long.MAX_VALUE - 1)).isZero();
        chat.apply("a", new Change.PutSent("u1", 5));
        assertThat(chat.oldestSent("a", "u1", 0, Long.MAX_VALUE - 1))
                .as("what comes back later")
                .isEqualTo(5);
    }
}
