package io.parley.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the tests start from. */
final class Given {
    static final Path COSTS = Path.of("..", "..", "docs", "capacity", "costs.json");

    private Given() {}

    /** The checked-in costs, and every option as it comes. */
    static Plan.Assumed defaults() {
        return new Plan.Assumed(new Load(), new Cluster(), new Machines(), costs());
    }

    static UnitCosts costs() {
        try {
            return UnitCosts.of(BenchFile.read(COSTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Costs by hand, every record 100 bytes. One to one: 3 raw, 1 fact, 2 marks; 4 payloads and 5 events of users; 3 deliveries.
     * A group of 5: one payload, 5 events of users, 20 bytes a member in what carries members.
     */
    static UnitCosts simple() {
        Work direct = work(Map.of(
                Work.RAW,
                3,
                Work.MESSAGES,
                1,
                Work.MARKS,
                2,
                Work.KEPT,
                4,
                Work.CHANGES,
                4,
                Work.STREAMS,
                5,
                Work.DELIVERY,
                3,
                Work.PUSH_MARKS,
                1,
                Work.MEMBERSHIPS,
                2,
                Work.CHATS,
                3));
        Work group = work(Map.of(Work.RAW, 1, Work.MESSAGES, 1, Work.KEPT, 1, Work.STREAMS, 5, Work.CHATS, 1))
                .with(Work.CHANGES, new Size(1, 180))
                .with(Work.DELIVERY, new Size(1, 180));
        Cost cost = new Cost(0, 100e-6, 10e-6);
        return new UnitCosts(cost, cost, cost, cost, cost, cost, cost, 0.010, 4, direct, group, 5);
    }

    private static Work work(Map<String, Integer> records) {
        Map<String, Size> topics = new TreeMap<>();
        records.forEach((topic, count) -> topics.put(topic, new Size(count, 100.0 * count)));
        return new Work(topics);
    }
}
