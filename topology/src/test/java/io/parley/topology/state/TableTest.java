package io.parley.topology.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.state.IndexEntry;
import io.parley.topology.TalkConfig.Storage;
import java.io.File;
import java.lang.reflect.Proxy;
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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Rows at hand never differ from the store, however they were written: the store is the truth. */
class TableTest {
    private static final String NAME = TalkStores.INDEX;
    private static final StateSerde<IndexEntry> SERDE = new StateSerde<>(IndexEntry.class);
    private static final int KEYS = 12;

    /** Rows that are written together; a row without a value is deleted. */
    record Write(boolean batch, List<KeyValue<Integer, @Nullable Integer>> rows) {}

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<KeyValue<Integer, @Nullable Integer>> row = Combinators.combine(
                        Arbitraries.integers().between(0, KEYS),
                        Arbitraries.integers().between(1, 1_000).injectNull(0.3))
                .as(KeyValue::pair);
        return Combinators.combine(
                        Arbitraries.of(true, false), row.list().ofMaxSize(KEYS).uniqueElements(one -> one.key))
                .as(Write::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void whoever_asks_sees_what_was_written_last(@ForAll("writes") List<Write> writes, @ForAll("rows") int atHand) {
        KeyValueStore<Bytes, byte[]> store = store();
        Table<IndexEntry> table = open(store, atHand);
        TreeMap<Integer, Integer> truth = new TreeMap<>();
        for (Write write : writes) {
            if (write.batch()) {
                table.putAll(write.rows().stream().map(TableTest::row).toList());
            } else {
                write.rows().stream().map(TableTest::row).forEach(one -> putOrDelete(table, one));
            }
            write.rows().forEach(one -> truth.compute(one.key, (key, old) -> one.value));
            for (int key = 0; key <= KEYS; key++) {
                Integer value = truth.get(key);
                assertThat(table.get(key(key))).isEqualTo(value == null ? null : entry(value));
            }
        }
        Table<IndexEntry> reopened = open(store, 0);
        List<IndexEntry> stored = new ArrayList<>();
        reopened.scanFrom(key(0), (key, value) -> stored.add(value));
        assertThat(stored)
                .isEqualTo(truth.values().stream().map(TableTest::entry).toList());
    }

    @Example
    void a_batch_is_one_call_of_the_store() {
        List<String> calls = new ArrayList<>();
        Table<IndexEntry> table = open(watched(store(), calls, false), 10);
        calls.clear();

        table.putAll(List.of(row(1, 1), row(2, null), row(3, 3)));
        table.putAll(List.of());

        assertThat(calls).containsExactly("putAll");
    }

    @Example
    void a_scan_of_rows_that_go_at_their_front_does_not_begin_at_those_that_are_gone() {
        List<String> calls = new ArrayList<>();
        Table<IndexEntry> table = open(watched(store(), calls, false), 0);
        table.putAll(List.of(row(3, 3), row(4, 4), row(7, 7)));
        Front front = new Front(key(0));

        assertThat(valuesFrom(table, front, 0)).containsExactly(3L, 4L, 7L);
        table.delete(key(3));
        table.delete(key(4));
        calls.clear();
        assertThat(valuesFrom(table, front, 0)).containsExactly(7L);
        assertThat(valuesFrom(table, front, 0)).containsExactly(7L);
        assertThat(valuesFrom(table, front, 8)).isEmpty();
        assertThat(calls).as("where they looked").containsExactly("range 3", "range 7", "range 8");

        front.put(key(5));
        table.put(key(5), entry(5));
        assertThat(valuesFrom(table, front, 0)).as("what comes back later").containsExactly(5L, 7L);
        table.delete(key(5));
        table.delete(key(7));
        assertThat(valuesFrom(table, front, 0)).isEmpty();
        calls.clear();
        assertThat(valuesFrom(table, front, 0)).isEmpty();
        assertThat(calls).as("all is gone").containsExactly("range " + KEYS);
    }

    private static List<Long> valuesFrom(Table<IndexEntry> table, Front front, int from) {
        List<Long> values = new ArrayList<>();
        table.scan(front, key(from), key(KEYS), (key, entry) -> values.add(entry.getChatSeq()));
        return values;
    }

    @Example
    void what_the_store_did_not_take_is_not_at_hand() {
        KeyValueStore<Bytes, byte[]> store = store();
        open(store, 0).putAll(List.of(row(1, 1), row(2, 2)));
        Table<IndexEntry> table = open(watched(store, new ArrayList<>(), true), 10);

        assertThatThrownBy(() -> table.putAll(List.of(row(1, 9), row(2, null)))).hasMessage("disk full");

        assertThat(table.get(key(1))).isEqualTo(entry(1));
        assertThat(table.get(key(2))).isEqualTo(entry(2));
    }

    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.of(0, 1, 5, 1_000);
    }

    private static void putOrDelete(Table<IndexEntry> table, KeyValue<Bytes, @Nullable IndexEntry> row) {
        if (row.value == null) {
            table.delete(row.key);
        } else {
            table.put(row.key, row.value);
        }
    }

    private static KeyValue<Bytes, @Nullable IndexEntry> row(KeyValue<Integer, @Nullable Integer> row) {
        return row(row.key, row.value);
    }

    private static KeyValue<Bytes, @Nullable IndexEntry> row(int key, @Nullable Integer value) {
        return KeyValue.pair(key(key), value == null ? null : entry(value));
    }

    private static Bytes key(int key) {
        return Keys.of("chat", key);
    }

    private static IndexEntry entry(int value) {
        return new IndexEntry((long) value, "u1", List.of(), false, true);
    }

    private static Table<IndexEntry> open(KeyValueStore<Bytes, byte[]> store, int atHand) {
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), new File("."));
        context.addStateStore(store);
        Table<IndexEntry> table = new Table<>(NAME, SERDE, atHand);
        table.open(context);
        return table;
    }

    private static KeyValueStore<Bytes, byte[]> store() {
        MockProcessorContext<Object, Object> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), new File("."));
        KeyValueStore<Bytes, byte[]> store =
                TalkStores.store(NAME, Storage.MEMORY).withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    /** The same store, which notes what changes it and where it is looked through, and may take nothing more. */
    @SuppressWarnings("unchecked")
    private static KeyValueStore<Bytes, byte[]> watched(
            KeyValueStore<Bytes, byte[]> store, List<String> calls, boolean full) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                TableTest.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, args) -> {
                    if (method.getName().startsWith("put")) {
                        calls.add(method.getName());
                        if (full) {
                            throw new IllegalStateException("disk full");
                        }
                    } else if (method.getName().equals("range")) {
                        calls.add("range " + Keys.numberOf((Bytes) args[0]));
                    }
                    return method.invoke(store, args);
                });
    }
}
