package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The highest rate at which 99 of 100 messages arrive in time and nothing is missing: half as much again until a rate does
 * not hold, then halves the distance. A rate that does not hold is tried once more, because one halt of the machine is
 * enough for it. Each is tried on what the one before left warm and drained.
 */
final class CapacityRow implements Row {

    private static final double STEP = 1.5;
    private static final int HALVINGS = 3;

    private final Crowd crowd;
    private final double first;

    CapacityRow(Crowd crowd, double first) {
        this.crowd = crowd;
        this.first = first;
    }

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        Options options = bench.options();
        Workload workload = crowd.gather(bench);
        List<Result> tried = new ArrayList<>();
        new Run(bench.target(), workload, new Pace(first, options.warm(), Duration.ofSeconds(1))).measure();
        double holds = 0;
        double fails = 0;
        double rate = first;
        for (int halvings = 0; halvings <= HALVINGS; ) {
            Result result = attempt(bench, workload, rate);
            if (!holds(result, options.p99)) {
                result = attempt(bench, workload, rate);
            }
            tried.add(result);
            if (holds(result, options.p99)) {
                holds = rate;
            } else {
                fails = rate;
            }
            halvings += fails > 0 ? 1 : 0;
            rate = fails == 0 ? holds * STEP : (holds + fails) / 2;
        }
        workload.leave();
        return List.of(outcome(workload.name(), holds, options.p99, tried));
    }

    private static Result attempt(Bench bench, Workload workload, double rate) throws InterruptedException {
        Duration probe = Duration.ofSeconds(bench.options().probe);
        Result result = new Run(bench.target(), workload, new Pace(rate, probe.dividedBy(3), probe)).measure();
        System.out.printf(
                "  %10.0f/s: p50 %.1f ms, p99 %.1f ms, violations %d%n",
                rate,
                Figures.millis(result.ledger().receiveMicros(), 50),
                Figures.millis(result.ledger().receiveMicros(), 99),
                result.violations());
        return result;
    }

    static boolean holds(Result result, int p99) {
        return result.violations() == 0 && Figures.millis(result.ledger().receiveMicros(), 99) <= p99;
    }

    private static Outcome outcome(String name, double holds, int p99, List<Result> tried) {
        Result best = tried.stream()
                .filter(result -> result.pace().rate() == holds)
                .findFirst()
                .orElse(tried.get(0));
        ObjectNode json = best.json()
                .put("workload", "capacity, " + name)
                .put("p99_limit_ms", p99)
                .put("messages_per_second", holds);
        String table = Figures.line("capacity, %s: %.0f messages a second with p99 within %d ms", name, holds, p99)
                + best.table();
        // A rate that does not hold is what is looked for; what counts is the one that does.
        return new Outcome(table, json, holds > 0 ? 0 : 1);
    }
}
