package io.parley.topology.inbox;

import io.parley.avro.state.StreamRow;
import io.parley.topology.state.Budget;
import io.parley.topology.state.Keys;
import io.parley.topology.state.Lru;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Users' streams, with the heads of the busiest at hand: so an event costs no look at the store. */
final class StreamTable {
    private static final Bytes START = Bytes.wrap(new byte[0]);

    private final Table<StreamRow> rows = new Table<>(TalkStores.STREAMS, new StateSerde<>(StreamRow.class), 0);
    private final Lru<String, Head> heads;
    private Bytes cursor = START;

    StreamTable(int cachedHeads) {
        this.heads = new Lru<>(cachedHeads, head -> 1);
    }

    void open(ProcessorContext<?, ?> context) {
        rows.open(context);
        heads.clear();
        cursor = START;
    }

    Head head(String user) {
        Head head = heads.get(user);
        if (head == null) {
            head = newest(user);
            heads.put(user, head);
        }
        return head;
    }

    private Head newest(String user) {
        List<Head> newest = new ArrayList<>(1);
        rows.scanBack(Keys.of(user, 0), Keys.endOf(user), (key, row) -> {
            newest.add(new Head(Keys.numberOf(key), row));
            return false;
        });
        return newest.isEmpty() ? Head.NONE : newest.get(0);
    }

    void scan(String user, long from, InboxView.StreamVisitor visitor) {
        rows.scan(Keys.of(user, from), Keys.endOf(user), (key, row) -> visitor.visit(Keys.numberOf(key), row));
    }

    void append(List<Line> lines) {
        List<KeyValue<Bytes, @Nullable StreamRow>> changed = new ArrayList<>(2 * lines.size());
        for (Line line : lines) {
            changed.add(KeyValue.pair(Keys.of(line.user(), line.seq()), line.row()));
            line.dropped().forEach(seq -> changed.add(KeyValue.pair(Keys.of(line.user(), seq), null)));
        }
        rows.putAll(changed);
        lines.forEach(line -> heads.put(line.user(), new Head(line.seq(), line.row())));
    }

    /**
     * Drops rows older than a time, going round all users from where the last run stopped. A row goes only when a later one
     * of its user is there: the newest stays, because it is the head.
     */
    void trim(long before, Budget budget) {
        boolean more = true;
        while (more) {
            Pass pass = new Pass(before, budget);
            rows.scanFrom(cursor, pass);
            cursor = pass.resume;
            more = pass.more;
        }
    }

    /** From the cursor to the first young row, the end of the store or of the budget. */
    private final class Pass implements Table.Visitor<StreamRow> {
        private final long before;
        private final Budget budget;
        private @Nullable Bytes pending;
        private Bytes resume = START;
        private boolean more;

        Pass(long before, Budget budget) {
            this.before = before;
            this.budget = budget;
        }

        @Override
        public boolean visit(Bytes key, StreamRow row) {
            if (!budget.take()) {
                resume = pending == null ? key : pending;
                more = false;
                return false;
            }
            String user = Keys.idOf(key);
            if (pending != null && Keys.idOf(pending).equals(user)) {
                rows.delete(pending);
            }
            boolean old = row.getTime() < before;
            pending = old ? key : null;
            resume = old ? START : Keys.endOf(user);
            more = !old;
            return old;
        }
    }
}
