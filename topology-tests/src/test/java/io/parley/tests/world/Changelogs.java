package io.parley.tests.world;

import static java.util.Objects.requireNonNull;

import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;

/** The compacted changelogs of a task, as of its last commit and since: what a new instance would be restored from. */
final class Changelogs {
    private static final String SUFFIX = "-changelog";

    private record Write(String store, Bytes key, byte[] value) {}

    private final Map<String, Map<Bytes, byte[]>> committed = new TreeMap<>();
    private final List<Write> uncommitted = new ArrayList<>();
    private final Map<String, Integer> writes = new TreeMap<>();

    void collect(TopologyTestDriver driver) {
        for (String topic : driver.producedTopicNames()) {
            if (topic.endsWith(SUFFIX)) {
                collect(driver, topic);
            }
        }
    }

    private void collect(TopologyTestDriver driver, String topic) {
        String store = topic.substring(Drivers.APPLICATION.length() + 1, topic.length() - SUFFIX.length());
        for (TestRecord<byte[], byte[]> written : driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()) {
            uncommitted.add(new Write(store, Bytes.wrap(written.key()), written.value()));
            writes.merge(store, 1, Integer::sum);
        }
    }

    void commit() {
        for (Write write : uncommitted) {
            Map<Bytes, byte[]> rows = committed.computeIfAbsent(write.store(), name -> new TreeMap<>());
            if (write.value() == null) {
                rows.remove(write.key());
            } else {
                rows.put(write.key(), write.value());
            }
        }
        uncommitted.clear();
    }

    void abort() {
        uncommitted.clear();
    }

    void restoreInto(TopologyTestDriver driver) {
        Map<String, StateStore> stores = driver.getAllStateStores();
        committed.forEach((name, rows) -> {
            // A new driver counts offsets from 0, and its clock may stand where it stood.
            if (!name.equals(TalkStores.DECIDED)) {
                rows.forEach(bottom(requireNonNull(stores.get(name), name), name)::put);
            }
        });
    }

    /** Without what a commit writes however much it decides: here every record is a commit of its own. */
    Map<String, Integer> writes() {
        Map<String, Integer> ofRecords = new TreeMap<>(writes);
        ofRecords.remove(TalkStores.DECIDED);
        return ofRecords;
    }

    Map<String, Integer> rows() {
        Map<String, Integer> rows = new TreeMap<>();
        committed.forEach((store, entries) -> rows.put(store, entries.size()));
        return rows;
    }

    /** The store below its layers of metrics, cache and changelog, which are not told of a restored row. */
    @SuppressWarnings("unchecked") // every store of talk is a key-value store of bytes at the bottom
    private static KeyValueStore<Bytes, byte[]> bottom(StateStore store, String name) {
        StateStore below = store;
        while (below instanceof WrappedStateStore<?, ?, ?> layer) {
            below = layer.wrapped();
        }
        if (below instanceof KeyValueStore<?, ?> bytes) {
            return (KeyValueStore<Bytes, byte[]>) bytes;
        }
        throw new IllegalStateException("no key-value store " + name + " to restore into");
    }
}
