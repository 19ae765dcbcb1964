package io.parley.topology.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.UnreadChanged;
import io.parley.avro.state.StreamRow;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Budget;
import io.parley.topology.state.MarkedStores;
import io.parley.topology.state.TalkStores;
import org.junit.jupiter.api.Test;

/** Payloads go as they grow old, and a look for the oldest costs what was dropped since the last one. */
class DroppedPayloadsTest {
    private static final int STEP = 10;
    private static final int STEPS = 20;

    @Test
    void old_payloads_are_dropped_and_not_passed_again() {
        MarkedStores marked = new MarkedStores(TalkStores.KEPT);
        InboxStores stores = new InboxStores(TalkConfig.defaults());
        stores.open(marked.context());
        byte[] event = stores.encode(new UnreadChanged("read"));
        for (int time = 1; time <= STEPS * STEP; time++) {
            stores.keep(time, "a", time, event);
        }

        for (int step = 1; step <= STEPS; step++) {
            stores.trimKept(step * STEP + 1L, new Budget(TalkConfig.defaults().trim(), () -> 0));
            assertThat(marked.passed()).isLessThanOrEqualTo(STEP);
            assertThat(stores.kept(row(step * STEP))).isNull();
        }
    }

    private static StreamRow row(long time) {
        StreamRow row = new StreamRow();
        row.setTime(time);
        row.setChatId("a");
        row.setStamp(time);
        return row;
    }
}
