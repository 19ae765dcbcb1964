package io.parley.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The plan as Markdown: what the command prints, and what docs/capacity.md holds between its marks. */
final class Report {
    private final Plan.Assumed all;
    private final List<Plan> plans;
    private final StringBuilder out = new StringBuilder();

    private Report(Plan.Assumed all, List<Plan> plans) {
        this.all = all;
        this.plans = plans;
    }

    static String of(Plan.Assumed all, List<Plan> plans) {
        Report report = new Report(all, plans);
        report.costs();
        report.machines();
        plans.forEach(report::limits);
        report.out.append(Moves.of(all, plans.get(plans.size() - 1).messagesPerSecond()));
        return report.out.toString();
    }

    private void costs() {
        UnitCosts costs = all.costs();
        line("### What things cost");
        line("");
        line("| part | idle | each time | | and for each | |");
        line("|---|---|---|---|---|---|");
        cost("broker", "append (a batch or a marker)", costs.broker(), "record");
        cost("topology", "commit", costs.topology(), "record written");
        cost("edge", "record read or written", costs.edge(), "frame");
        cost("Connect", costs.connect(), "row or key");
        cost("Cassandra", costs.cassandra(), "row, one replica");
        cost("Redis", costs.redis(), "key");
        line("");
        line(
                "Idle is what the part takes of one processor while nobody says anything; on many machines it is not counted."
                        + " A commit takes %s; a broker whose records cost nothing would pay %s an append.",
                Units.time(costs.commitSeconds()),
                Units.micros(costs.brokerByAppends().fixedSeconds()));
        line("");
    }

    private void cost(String part, String fixed, Cost cost, String marginal) {
        line(
                "| %s | %s | %s | %s | %s | %s |",
                part,
                Units.percent(cost.idleCores()),
                fixed,
                Units.micros(cost.fixedSeconds()),
                marginal,
                Units.micros(cost.marginalSeconds()));
    }

    private void cost(String part, Cost cost, String marginal) {
        line(
                "| %s | %s | | | %s | %s |",
                part, Units.percent(cost.idleCores()), marginal, Units.micros(cost.marginalSeconds()));
    }

    private void machines() {
        line("### Machines");
        line("");
        row("messages a second", plan -> "**" + Units.count(plan.messagesPerSecond()) + "**");
        out.append("|---|").append("---|".repeat(plans.size())).append('\n');
        log();
        transactions();
        topologies();
        edges();
        stores();
        line("");
    }

    private void log() {
        row(
                "records · bytes written a second",
                plan -> Units.count(plan.second().records()) + " · "
                        + Units.bytes(plan.second().bytes()));
        row("**shards**, for life", plan -> Units.count(plan.topologies().shards()));
        row(
                "**brokers** (what decides)",
                plan -> plan.brokers().need().count() + " ("
                        + plan.brokers().need().decides() + ")");
        row(
                "for processors · network · disk · page cache · partitions",
                plan -> needs(plan.brokers().need()));
        row(
                "if appends cost all and records nothing",
                plan -> plan.brokersByAppends().need().count() + " ("
                        + plan.brokersByAppends().need().decides() + ")");
        row(
                "in · out a second, all brokers",
                plan -> Units.bytes(plan.brokers().bytesIn()) + " · "
                        + Units.bytes(plan.brokers().bytesOut()));
        row(
                "on their disks · replicas of partitions",
                plan -> Units.bytes(plan.brokers().diskBytes()) + " · "
                        + Units.count(plan.brokers().partitions()));
    }

    private static String needs(Brokers.Need need) {
        return String.join(
                " · ",
                Units.count(need.cores()),
                Units.count(need.network()),
                Units.count(need.disk()),
                Units.count(need.cache()),
                Units.count(need.partitions()));
    }

    private void transactions() {
        row(
                "commits · markers · appends a second",
                plan -> Units.count(plan.transactions().commits()) + " · "
                        + Units.count(plan.transactions().markers()) + " · "
                        + Units.count(plan.transactions().appends()));
        row(
                "markers in shards' own topics · inboxes of others · slots of edges",
                plan -> Units.count(plan.transactions().ownMarkers())
                        + " · " + Units.count(plan.transactions().inboxMarkers()) + " · "
                        + Units.count(plan.transactions().slotMarkers()));
        row(
                "partitions in a commit · of them slots of edges",
                plan -> Units.count(plan.transactions().partitionsPerCommit()) + " · "
                        + Units.count(plan.transactions().slotsPerCommit()));
        row(
                "a delivery waits for others' transactions",
                plan -> Units.time(plan.transactions().visibleSeconds()) + " ("
                        + Units.count(plan.transactions().openInASlot()) + " open in a slot)");
    }

    private void topologies() {
        row(
                "**topology instances** · threads",
                plan -> plan.topologies().instances() + " · "
                        + plan.topologies().threads());
        row(
                "a thread's processor is busy",
                plan -> Units.percent(plan.topologies().utilisation()));
        row(
                "state, one copy · of it the index",
                plan -> Units.bytes(plan.state().total()) + " · "
                        + Units.bytes(plan.state().of("index")));
        row("a lost instance: restored without standbys", plan -> Units.time(Limit.restoreSeconds(plan, all)));
        row(
                "its chats stand still, as set",
                plan -> Units.time(Recovery.pauseSeconds(
                        all.cluster(), plan.topologies().threads(), Limit.restoreSeconds(plan, all))));
        row(
                "of it: noticed and assigned · what it left open is aborted",
                plan -> Units.time(Recovery.rebalanceSeconds(
                                all.cluster(), plan.topologies().threads()))
                        + " · " + Units.time(Recovery.abortSeconds(all.cluster())));
    }

    private void edges() {
        row("connections", plan -> Units.count(plan.edges().connections()));
        row(
                "**edges**, for connections · processors",
                plan -> plan.edges().byConnections() + " · " + plan.edges().byCores());
        row("memory of an edge's connections", plan -> Units.bytes(plan.edges().memoryBytesEach()));
    }

    private void stores() {
        row(
                "**Cassandra nodes**, for disk · processors",
                plan -> plan.stores().cassandraByDisk() + " · " + plan.stores().cassandraByCores());
        row(
                "rows a second · bytes of history",
                plan -> Units.count(plan.stores().rowsPerSecond()) + " · "
                        + Units.bytes(plan.stores().tableBytes()));
        row(
                "**Redis**, memory · nodes",
                plan -> Units.bytes(plan.stores().redisBytes()) + " · "
                        + plan.stores().redisNodes());
        row(
                "processors of the sinks (Connect)",
                plan -> Units.count(plan.stores().connectCores()));
        row(
                "**S3**, `chat.messages` · files",
                plan -> Units.bytes(plan.stores().tierBytes()) + " · "
                        + Units.bytes(plan.stores().fileBytes()));
    }

    private void limits(Plan plan) {
        line("### What breaks first at %s messages a second", Units.count(plan.messagesPerSecond()));
        line("");
        line("| | used | | moved by |");
        line("|---|---|---|---|");
        Limit.of(plan, all)
                .forEach(limit -> line(
                        "| %s | %s | %s | %s |",
                        limit.what(), Units.percent(limit.used()), limit.figures(), limit.setting()));
        line("");
    }

    private void row(String what, Function<Plan, String> figure) {
        List<String> figures = new ArrayList<>();
        plans.forEach(plan -> figures.add(figure.apply(plan)));
        line("| %s | %s |", what, String.join(" | ", figures));
    }

    private void line(String format, Object... values) {
        out.append(values.length == 0 ? format : String.format(format, values)).append('\n');
    }
}
