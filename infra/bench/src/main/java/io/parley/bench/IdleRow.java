package io.parley.bench;

import io.parley.local.process.Procfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections that are only held: how fast they come, what each takes of an edge's memory, what holding them costs. */
final class IdleRow implements Row {

    private static final int HEARTBEAT_SECONDS = 30;
    private static final double KIB_A_MIB = 1024;

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        Options options = bench.options();
        Arrivals arrivals = new Arrivals(options.window);
        List<Visitor> visitors = visitors(bench, arrivals, options.connections);
        long before = rssMib(bench.target());
        double seconds = arrivals.await(bench, visitors, bench.target()::edge);
        CpuMeter cpu = new CpuMeter(bench.target().pids());
        Map<String, Cpu> cpuBefore = cpu.read();
        hold(visitors, options.seconds);
        double used = Cpu.server(Cpu.used(cpuBefore, cpu.read())).all();
        double each = (rssMib(bench.target()) - before) * KIB_A_MIB / visitors.size();
        visitors.forEach(Visitor::drop);
        double rate = visitors.size() / seconds;
        String table = Figures.line(
                        "idle: %d connections held, %.0f connects a second, %.1f KiB of memory each, %.2f cores to hold",
                        visitors.size(), rate, each, used / options.seconds)
                + (arrivals.violations() == 0 ? "" : Figures.line("  broken: %s", arrivals.examples()));
        return List.of(new Outcome(
                table,
                Figures.json()
                        .put("workload", "idle")
                        .put("connections", visitors.size())
                        .put("connects_per_second", rate)
                        .put("rss_kib_each", each)
                        .put("cores_to_hold", used / options.seconds)
                        .put("violations", arrivals.violations()),
                arrivals.violations()));
    }

    static List<Visitor> visitors(Bench bench, Arrivals arrivals, int count) {
        String run = bench.fresh();
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visitors.add(new Visitor(run + "-u" + i, bench.target().secret(), arrivals));
        }
        return visitors;
    }

    /** Each says so every heartbeat, spread evenly, as clients do. */
    private static void hold(List<Visitor> visitors, int seconds) throws InterruptedException {
        long start = System.nanoTime();
        double aSecond = visitors.size() / (double) HEARTBEAT_SECONDS;
        for (long sent = 0; sent < aSecond * seconds; sent++) {
            long due = start + (long) (sent / aSecond * 1e9);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            visitors.get((int) (sent % visitors.size())).ping();
        }
    }

    private static long rssMib(Target target) {
        return target.pids().entrySet().stream()
                .filter(part -> part.getKey().startsWith("edge-"))
                .mapToLong(part -> Procfs.rssMib(part.getValue()).orElse(0))
                .sum();
    }
}
