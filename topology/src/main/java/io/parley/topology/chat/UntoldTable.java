package io.parley.topology.chat;

import io.parley.avro.state.Untold;
import io.parley.topology.state.Keys;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * The groups that wait for a round, all of them decoded at hand: they are few, come and go many times a second, and are
 * looked for ten times a second, which a scan over so many tombstones would make dear. The store is read once, after a
 * restart, and is written through.
 */
final class UntoldTable {
    private static final Bytes FIRST = Bytes.wrap(new byte[0]);

    private final Table<Untold> store = new Table<>(TalkStores.UNTOLD, new StateSerde<>(Untold.class), 0);
    private final Map<String, Untold> waiting = new LinkedHashMap<>();
    private boolean known;

    void open(ProcessorContext<?, ?> context) {
        store.open(context);
        waiting.clear();
        known = false;
    }

    @Nullable
    Untold get(String chatId) {
        return waiting().get(chatId);
    }

    /** Whoever is put goes to the end of those who wait. */
    void put(String chatId, Untold untold) {
        store.put(Keys.of(chatId), untold);
        waiting().remove(chatId);
        waiting().put(chatId, untold);
    }

    void delete(String chatId) {
        store.delete(Keys.of(chatId));
        waiting().remove(chatId);
    }

    /** Those who wait, longest first. */
    List<Map.Entry<String, Untold>> all() {
        return new ArrayList<>(waiting().entrySet());
    }

    private Map<String, Untold> waiting() {
        if (!known) {
            known = true;
            store.scanFrom(FIRST, (key, untold) -> {
                waiting.put(Keys.textOf(key), untold);
                return true;
            });
        }
        return waiting;
    }
}
