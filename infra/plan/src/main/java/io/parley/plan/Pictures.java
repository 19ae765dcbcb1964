package io.parley.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The curves of docs/capacity.md, by file name. Each point is a plan of its own. */
final class Pictures {
    private final Plan.Assumed all;
    private final Work busy;
    private final Topologies topologies;
    private final double slots;

    private Pictures(Plan.Assumed all) {
        this.all = all;
        Plan peak = Plan.of(all, all.load().peakMessages());
        busy = peak.second();
        topologies = peak.topologies();
        slots = peak.edges().count();
    }

    static Map<String, String> of(Plan.Assumed all) {
        Pictures pictures = new Pictures(all);
        Map<String, String> files = new TreeMap<>();
        files.put("plan-machines.svg", pictures.machines());
        files.put("plan-brokers.svg", pictures.brokers());
        files.put("plan-markers.svg", pictures.markers());
        files.put("plan-cells.svg", pictures.cells());
        files.put("plan-restore.svg", pictures.restore());
        return files;
    }

    private String machines() {
        return Chart.of(
                "Machines by messages a second",
                new Chart.Axis("messages a second", 1_000, 200_000, true),
                new Chart.Axis("machines", 1, 1_000, true),
                List.of(
                        planned("brokers", plan -> plan.brokers().need().count()),
                        planned("topology instances", plan -> plan.topologies().instances()),
                        planned("edges, for processors", plan -> plan.edges().byCores()),
                        planned("Cassandra, for writes", plan -> plan.stores().cassandraByCores())));
    }

    private String brokers() {
        return Chart.of(
                "What keeps the brokers' processors busy",
                new Chart.Axis("messages a second", 1_000, 200_000, true),
                new Chart.Axis("processors", 1, 10_000, true),
                List.of(
                        planned("all", plan -> plan.brokers().cores()),
                        planned("markers", plan -> plan.brokers().coresOfMarkers()),
                        planned("if appends cost all", plan -> plan.brokersByAppends()
                                .cores())));
    }

    private Chart.Curve planned(String name, ToDoubleFunction<Plan> figure) {
        return new Chart.Curve(name, rate -> figure.applyAsDouble(Plan.of(all, rate)));
    }

    private String markers() {
        return Chart.of(
                "Markers a second at the peak, by commit interval",
                new Chart.Axis("talk.commit.interval.ms", 5, 500, true),
                new Chart.Axis("markers a second", 1_000, 10_000_000, true),
                List.of(
                        new Chart.Curve("the peak's threads", markersWith(topologies.threads())),
                        new Chart.Curve("a quarter of them", markersWith(topologies.threads() / 4.0)),
                        new Chart.Curve("commits alone", interval -> with(topologies.threads(), interval, slots, 1)
                                .commits()),
                        new Chart.Curve(
                                "slots of edges alone", interval -> with(topologies.threads(), interval, slots, 1)
                                        .slotMarkers())));
    }

    private DoubleUnaryOperator markersWith(double threads) {
        return interval -> with(threads, interval, slots, 1).markers();
    }

    private String cells() {
        return Chart.of(
                "Markers in edges' slots at the peak, by cells of edges",
                new Chart.Axis("cells", 1, 100, true),
                new Chart.Axis("markers a second", 1_000, 10_000_000, true),
                List.of(
                        cells("commit interval 10 ms", 10),
                        cells("commit interval 100 ms", 100),
                        cells("commit interval 500 ms", 500),
                        new Chart.Curve("all markers, 10 ms", cells -> with(topologies.threads(), 10, slots, cells)
                                .markers())));
    }

    private Chart.Curve cells(String name, double interval) {
        return new Chart.Curve(name, cells -> with(topologies.threads(), interval, slots, cells)
                .slotMarkers());
    }

    private Transactions with(double threads, double intervalMs, double slotCount, double cells) {
        double commit = all.cluster().cycleSeconds(all.costs()) - all.cluster().commitIntervalMs / 1_000;
        return Transactions.of(
                busy,
                new Transactions.Writers(topologies.shards(), threads, topologies.instances(), slotCount, cells),
                intervalMs / 1_000 + commit,
                all.cluster().lingerMs / 1_000,
                all.costs());
    }

    private String restore() {
        return Chart.of(
                "Restoring a shard without a standby, by age of the cluster",
                new Chart.Axis("days", 1, 1_000, true),
                new Chart.Axis("minutes", 1, 1_000, true),
                List.of(
                        restored("talk.index.max 10,000", 10_000),
                        restored("1,000", 1_000),
                        restored("200", 200),
                        restored("50", 50)));
    }

    private Chart.Curve restored(String name, double index) {
        State peak = State.of(all.load(), all.cluster(), new Recipe(all.costs(), topologies.shards(), slots));
        double rest = peak.total() - peak.of("index");
        double each = all.costs().direct().of(Work.changelog("index")).bytesEach();
        return new Chart.Curve(name, days -> {
            double rows = State.indexRows(all.load().allChats(), all.load().meanMessages(), days, index);
            double bytes = (rest + rows * each) / topologies.shards();
            return bytes / (all.cluster().restoreMbS * 1e6) / 60;
        });
    }
}
