package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same count and size of records as a run has just written, through the same hops with bare clients and an empty
 * processor: what the log itself costs on this machine now. Only ratios of two figures of one run mean anything.
 */
final class FloorRow {

    private static final String KAFKA = "kafka";
    private static final double[] ONE = {1, 100};
    private static final String RAW = "chat.raw";
    private static final String DELIVERY = "edge.delivery";
    private static final List<String> FACTS = List.of("chat.messages", "chat.members", "chat.marks", "user.changes");
    private static final String CHANGELOG = "parley-talk-";

    private final Result above;

    FloorRow(Result above) {
        this.above = above;
    }

    Outcome run(Bench bench) throws IOException, InterruptedException {
        Map<String, double[]> written = above.written();
        int receipts = (int) Math.round(written.getOrDefault(RAW, ONE)[0]) - 1;
        Pace pace = above.pace();
        Ledger ledger = new Ledger(pace.messages(), pace.warmUpMessages());
        try (Floor floor = Floor.start(bench.target().kafka(), shares(written))) {
            Map<String, Long> pids = new TreeMap<>(bench.target().pids());
            pids.keySet().retainAll(List.of(KAFKA));
            pids.put("processor", floor.pid());
            return outcome(ledger, floor.run(pace, ledger, receipts, new CpuMeter(pids)));
        }
    }

    /** What one raw event makes of each topic that talk writes; what others write is left out. */
    static List<FloorMain.Share> shares(Map<String, double[]> written) {
        double raw = written.getOrDefault(RAW, ONE)[0];
        List<FloorMain.Share> shares = new ArrayList<>();
        written.forEach((topic, each) -> {
            boolean isRead = topic.equals(DELIVERY) || FACTS.contains(topic);
            if (isRead || topic.startsWith(CHANGELOG)) {
                int bytes = (int) Math.max(1, Math.round(each[1] / each[0]));
                shares.add(new FloorMain.Share(topic, each[0] / raw, bytes, topic.equals(DELIVERY), isRead));
            }
        });
        return shares;
    }

    private Outcome outcome(Ledger ledger, Map<String, Cpu> used) {
        double floorCpu = Cpu.server(used).all();
        double cpu = above.cpu().entrySet().stream()
                .filter(part -> part.getKey().equals(KAFKA) || part.getKey().startsWith("topology-"))
                .mapToDouble(part -> part.getValue().all())
                .sum();
        double p50 = ratio(above.ledger(), ledger, 50);
        double p99 = ratio(above.ledger(), ledger, 99);
        String table = Figures.line("the floor of %s: the same records, bare clients, an empty processor", above.name())
                + Figures.head()
                + Figures.latency("send to receive", ledger.receiveMicros())
                + Figures.line("  missing %d; CPU s: %s", ledger.missing(), seconds(used))
                + Figures.line(
                        "  Parley stands above it: p50 %.2f times, p99 %.2f times, broker and topology %.2f times"
                                + " the CPU",
                        p50, p99, cpu / floorCpu);
        ObjectNode json = Figures.json()
                .put("workload", "floor of " + above.name())
                .put("rate", above.pace().rate())
                .put("p50_ratio", p50)
                .put("p99_ratio", p99)
                .put("cpu_ratio", cpu / floorCpu)
                .put("missing", ledger.missing());
        json.set("send_to_receive_ms", Figures.percentiles(ledger.receiveMicros()));
        json.set("cpu_s", seconds(used));
        return new Outcome(table, json, ledger.missing());
    }

    private static ObjectNode seconds(Map<String, Cpu> used) {
        ObjectNode seconds = Figures.json();
        used.forEach((part, cpu) -> seconds.put(part, cpu.all()));
        return seconds;
    }

    private static double ratio(Ledger above, Ledger floor, double percentile) {
        return Figures.millis(above.receiveMicros(), percentile) / Figures.millis(floor.receiveMicros(), percentile);
    }
}
