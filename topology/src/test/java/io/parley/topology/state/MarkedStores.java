package io.parley.topology.state;

import io.parley.topology.TalkConfig.Storage;
import java.io.File;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores in memory which leave a mark for each deleted row, as RocksDB does until it compacts, and count those that looks
 * pass over on their way to the first row.
 */
public final class MarkedStores {
    private final MockProcessorContext<Object, Object> context =
            new MockProcessorContext<>(new Properties(), new TaskId(0, 0), new File("."));
    private long passed;

    public MarkedStores(String... names) {
        for (String name : names) {
            KeyValueStore<Bytes, byte[]> store =
                    TalkStores.store(name, Storage.MEMORY).withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(marked(store));
        }
    }

    public ProcessorContext<?, ?> context() {
        return context;
    }

    /** Marks that were passed since they were asked for last. */
    public long passed() {
        long count = passed;
        passed = 0;
        return count;
    }

    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> marked(KeyValueStore<Bytes, byte[]> store) {
        TreeSet<Bytes> marks = new TreeSet<>();
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                MarkedStores.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "put" -> mark(marks, (Bytes) args[0], args[1] == null);
                        case "putAll" ->
                            ((List<KeyValue<Bytes, byte[]>>) args[0])
                                    .forEach(row -> mark(marks, row.key, row.value == null));
                        case "range" -> pass(marks, store, (Bytes) args[0], (Bytes) args[1]);
                        default -> {}
                    }
                    return method.invoke(store, args);
                });
    }

    private static void mark(TreeSet<Bytes> marks, Bytes key, boolean deleted) {
        if (deleted) {
            marks.add(key);
        } else {
            marks.remove(key);
        }
    }

    private void pass(TreeSet<Bytes> marks, KeyValueStore<Bytes, byte[]> store, Bytes from, Bytes to) {
        try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, to)) {
            passed += marks.subSet(from, true, rows.hasNext() ? rows.peekNextKey() : to, true)
                    .size();
        }
    }
}
