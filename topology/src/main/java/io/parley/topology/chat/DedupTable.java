package io.parley.topology.chat;

import io.parley.avro.state.DedupResult;
import io.parley.topology.state.Budget;
import io.parley.topology.state.Keys;
import io.parley.topology.state.Raw;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Results of idempotent commands with an index by the time when they are forgotten. Plain rows rather than a windowed
 * store: what is trimmed is a prefix of the index.
 */
final class DedupTable {
    private final Table<DedupResult> results;
    private final Raw expiry = new Raw(TalkStores.DEDUP_EXPIRY);

    DedupTable(int cacheRows) {
        results = new Table<>(TalkStores.DEDUP, new StateSerde<>(DedupResult.class), cacheRows);
    }

    void open(ProcessorContext<?, ?> context) {
        results.open(context);
        expiry.open(context);
    }

    @Nullable
    DedupResult get(Bytes key) {
        return results.get(key);
    }

    void put(Bytes key, DedupResult result) {
        results.put(key, result);
        expiry.add(Keys.timed(result.getExpires(), key));
    }

    /** Forgets what expired before now, the oldest first. A result under a key that was used again later stays. */
    void trim(long now, Budget budget) {
        List<Bytes> due = new ArrayList<>();
        expiry.scanTo(Keys.timed(now), key -> budget.take() && due.add(key));
        for (Bytes timed : due) {
            Bytes key = Keys.restOf(timed);
            DedupResult result = results.get(key);
            if (result != null && result.getExpires() < now) {
                results.delete(key);
            }
            expiry.delete(timed);
        }
    }
}
