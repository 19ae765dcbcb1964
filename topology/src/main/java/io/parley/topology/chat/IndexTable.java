package io.parley.topology.chat;

import io.parley.avro.state.IndexEntry;
import io.parley.topology.state.Fronts;
import io.parley.topology.state.Keys;
import io.parley.topology.state.Lru;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Messages of chats by their stamps. A chat that was scanned to its end keeps at hand what was seen, and what comes after:
 * who reads a busy chat bit by bit has what is left counted each time, and a scan of the store for each would make a shard
 * that falls behind fall behind faster. A long chat loses its oldest with each step: its front is at hand too.
 */
final class IndexTable {
    private final Table<IndexEntry> rows;
    private final Lru<String, Tail> tails;
    private final Fronts fronts;

    IndexTable(int cacheRows) {
        rows = new Table<>(TalkStores.INDEX, new StateSerde<>(IndexEntry.class), cacheRows);
        tails = new Lru<>(cacheRows, Tail::size);
        fronts = new Fronts(cacheRows);
    }

    void open(ProcessorContext<?, ?> context) {
        rows.open(context);
        tails.clear();
        fronts.forget();
    }

    @Nullable
    IndexEntry get(String chatId, long stamp) {
        return rows.get(Keys.of(chatId, stamp));
    }

    void put(String chatId, long stamp, IndexEntry entry) {
        Bytes key = Keys.of(chatId, stamp);
        fronts.put(chatId, key);
        rows.put(key, entry);
        change(chatId, stamp, entry);
    }

    void delete(String chatId, long stamp) {
        rows.delete(Keys.of(chatId, stamp));
        change(chatId, stamp, null);
    }

    /** Messages that can be scanned without the store, and one for each of their chats. */
    long atHand() {
        return tails.weight();
    }

    private void change(String chatId, long stamp, @Nullable IndexEntry entry) {
        Tail tail = tails.get(chatId);
        if (tail != null) {
            // Taken out while its weight changes.
            tails.remove(chatId);
            tail.change(stamp, entry);
            tails.put(chatId, tail);
        }
    }

    /** From a stamp on, oldest first, until the visitor has enough. */
    void scan(String chatId, long from, ChatView.IndexVisitor visitor) {
        Tail tail = tails.get(chatId);
        if (tail != null && tail.reachesTo(from)) {
            tail.scan(from, visitor);
            return;
        }
        Tail seen = new Tail(from);
        boolean whole = rows.scan(fronts.of(chatId), Keys.of(chatId, from), Keys.endOf(chatId), (key, entry) -> {
            long stamp = Keys.numberOf(key);
            seen.entries.put(stamp, entry);
            return visitor.visit(stamp, entry);
        });
        if (whole) {
            tails.put(chatId, seen);
        }
    }

    /** All of a chat's messages from a stamp on; that stamp rises to the oldest that was asked for lately. */
    private static final class Tail {
        /** Changes between two looks at how far back the scans of late went. */
        private static final int ROUND = 256;

        private final TreeMap<Long, IndexEntry> entries = new TreeMap<>();
        private long from;
        private long asked;
        private long askedBefore;
        private int changes;

        Tail(long from) {
            this.from = from;
            this.asked = from;
            this.askedBefore = from;
        }

        int size() {
            return 1 + entries.size();
        }

        boolean reachesTo(long stamp) {
            return stamp >= from;
        }

        void scan(long start, ChatView.IndexVisitor visitor) {
            asked = Math.min(asked, start);
            for (var entry : entries.tailMap(start).entrySet()) {
                if (!visitor.visit(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        }

        void change(long stamp, @Nullable IndexEntry entry) {
            if (entry == null) {
                entries.remove(stamp);
            } else if (stamp >= from) {
                entries.put(stamp, entry);
            }
            changes++;
            if (changes % ROUND == 0) {
                from = Math.max(from, Math.min(asked, askedBefore));
                entries.headMap(from).clear();
                askedBefore = asked;
                asked = Long.MAX_VALUE;
            }
        }
    }
}
