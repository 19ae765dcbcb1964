package io.parley.plan;

import java.util.function.Consumer;

/** What one setting moves at a rate, all others left as they are: the tables that the decisions stand on. */
final class Moves {
    private final Plan.Assumed all;
    private final double messagesPerSecond;
    private final StringBuilder out = new StringBuilder();

    private Moves(Plan.Assumed all, double messagesPerSecond) {
        this.all = all;
        this.messagesPerSecond = messagesPerSecond;
    }

    static String of(Plan.Assumed all, double messagesPerSecond) {
        Moves moves = new Moves(all, messagesPerSecond);
        moves.settings();
        moves.cells();
        return moves.out.toString();
    }

    private void settings() {
        int shards = Plan.shards(all);
        head("What a setting moves at " + Units.count(messagesPerSecond) + " messages a second");
        row(
                "",
                "markers a second",
                "appends a second in the partition of offsets",
                "a delivery waits",
                "brokers for" + " processors",
                "brokers for disk",
                "a thread is busy",
                "restore");
        row("---", "---", "---", "---", "---", "---", "---", "---");
        setting("as planned", cluster -> {});
        for (int interval : new int[] {20, 50, 100}) {
            setting("`talk.commit.interval.ms` " + interval, cluster -> cluster.commitIntervalMs = interval);
        }
        setting(Units.count(Math.max(1, shards / 2)) + " shards", cluster -> cluster.shards = Math.max(1, shards / 2));
        setting(Units.count(Math.max(1, shards / 4)) + " shards", cluster -> cluster.shards = Math.max(1, shards / 4));
        setting("`talk.index.max` 1,000", cluster -> cluster.index = 1_000);
        setting("`talk.index.max` 200", cluster -> cluster.index = 200);
        setting("no standbys", cluster -> cluster.standbys = 0);
        out.append('\n');
    }

    /** The shards stay as they are planned, unless they are what changes: they are fixed for life. */
    private void setting(String name, Consumer<Cluster> change) {
        Plan.Assumed fixed = all.with(all.cluster().with(cluster -> cluster.shards = Plan.shards(all)));
        Plan.Assumed changed = fixed.with(fixed.cluster().with(change));
        Plan plan = Plan.of(changed, messagesPerSecond);
        row(
                name,
                Units.count(plan.transactions().markers()),
                Units.count(plan.transactions().offsetAppends()),
                Units.time(plan.transactions().visibleSeconds()),
                Units.count(plan.brokers().need().cores()),
                Units.count(plan.brokers().need().disk()),
                Units.percent(plan.topologies().utilisation()),
                Units.time(Limit.restoreSeconds(plan, changed)));
    }

    private void cells() {
        head("Cells at " + Units.count(messagesPerSecond) + " messages a second");
        row(
                "cells",
                "threads · slots in each",
                "slots in a commit",
                "markers a second · in slots",
                "appends a second in a" + " partition of offsets",
                "transactions open in a slot",
                "edges held back by a lost instance");
        row("---", "---", "---", "---", "---", "---", "---");
        int most = Math.min(64, Plan.of(all, messagesPerSecond).topologies().threads());
        for (int cells = 1; cells <= most; cells *= 2) {
            int count = cells;
            Plan plan = Plan.of(all.with(all.cluster().with(cluster -> cluster.cells = count)), messagesPerSecond);
            Transactions commits = plan.transactions();
            row(
                    Units.count(cells),
                    Units.count(plan.topologies().threads() / (double) cells) + " · "
                            + Units.count(plan.edges().count() / (double) cells),
                    Units.count(commits.slotsPerCommit()),
                    Units.count(commits.markers()) + " · " + Units.count(commits.slotMarkers()),
                    Units.count(commits.offsetAppends()),
                    Units.count(commits.openInASlot()),
                    Units.percent(commits.edgesHeldBackBy(plan.topologies().threadsPerInstance())));
        }
        out.append('\n');
    }

    private void head(String title) {
        out.append("### ").append(title).append("\n\n");
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
