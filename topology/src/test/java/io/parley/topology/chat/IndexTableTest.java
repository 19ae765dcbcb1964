package io.parley.topology.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.state.IndexEntry;
import io.parley.topology.TalkConfig.Storage;
import io.parley.topology.state.TalkStores;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** What is at hand of a chat's messages never differs from the store, however it was scanned and changed before. */
class IndexTableTest {
    private static final List<String> CHATS = List.of("a", "b", "c");
    private static final int STAMPS = 40;

    /** One step on one chat: 0 puts, 1 deletes, 2 scans to the end, 3 scans up to three messages. */
    record Step(int kind, String chat, int stamp) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(1, 1), Tuple.of(3, 2), Tuple.of(1, 3)),
                        Arbitraries.of(CHATS),
                        Arbitraries.integers().between(0, STAMPS))
                .as(Step::new);
        return step.list().ofMinSize(50).ofMaxSize(2_000);
    }

    @Property(tries = 200)
    void a_scan_sees_what_the_store_holds(@ForAll("steps") List<Step> steps, @ForAll("rows") int cacheRows) {
        IndexTable table = new IndexTable(cacheRows);
        table.open(context());
        TreeMap<String, TreeMap<Long, IndexEntry>> truth = new TreeMap<>();
        int seq = 0;
        for (Step step : steps) {
            TreeMap<Long, IndexEntry> chat = truth.computeIfAbsent(step.chat(), first -> new TreeMap<>());
            long stamp = step.stamp();
            if (step.kind() == 0) {
                IndexEntry entry = new IndexEntry((long) ++seq, "u1", List.of(), false, true);
                table.put(step.chat(), stamp, entry);
                chat.put(stamp, entry);
            } else if (step.kind() == 1) {
                table.delete(step.chat(), stamp);
                chat.remove(stamp);
            } else {
                int most = step.kind() == 2 ? Integer.MAX_VALUE : 3;
                assertThat(scan(table, step.chat(), stamp, most))
                        .isEqualTo(chat.tailMap(stamp).values().stream()
                                .limit(most)
                                .toList());
            }
        }
        truth.forEach((chat, entries) ->
                assertThat(scan(table, chat, 0, Integer.MAX_VALUE)).isEqualTo(List.copyOf(entries.values())));
    }

    @Example
    void what_nobody_asks_for_any_more_is_let_go_and_found_in_the_store_again() {
        int messages = 2_000;
        IndexTable table = new IndexTable(10_000);
        table.open(context());
        List<IndexEntry> all = new ArrayList<>();
        scan(table, "a", 0, Integer.MAX_VALUE);
        for (int stamp = 0; stamp < messages; stamp++) {
            IndexEntry entry = new IndexEntry((long) stamp, "u1", List.of(), false, true);
            table.put("a", stamp, entry);
            all.add(entry);
            assertThat(scan(table, "a", Math.max(0, stamp - 1), Integer.MAX_VALUE))
                    .hasSize(Math.min(2, stamp + 1));
        }

        assertThat(table.atHand())
                .as("three rounds of changes at most, and the chat")
                .isBetween(2L, 769L);
        assertThat(scan(table, "a", 0, Integer.MAX_VALUE)).isEqualTo(all);
        assertThat(scan(table, "a", messages - 10, Integer.MAX_VALUE)).isEqualTo(all.subList(messages - 10, messages));
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.of(0, 10, 60, 10_000);
    }

    private static List<IndexEntry> scan(IndexTable table, String chat, long from, int most) {
        List<IndexEntry> seen = new ArrayList<>();
        table.scan(chat, from, (stamp, entry) -> {
            seen.add(entry);
            return seen.size() < most;
        });
        return seen;
    }

    private static MockProcessorContext<Object, Object> context() {
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), new File("."));
        KeyValueStore<Bytes, byte[]> store = TalkStores.store(TalkStores.INDEX, Storage.MEMORY)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return context;
    }
}
