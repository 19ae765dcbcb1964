package io.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A workload at one rate; with {@code --floor}, the same records through bare clients after it. */
final class SteadyRow implements Row {

    private final Crowd crowd;
    private final double rate;

    SteadyRow(Crowd crowd, double rate) {
        this.crowd = crowd;
        this.rate = rate;
    }

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        Options options = bench.options();
        Workload workload = crowd.gather(bench);
        Result result = new Run(bench.target(), workload, new Pace(rate, options.warm(), options.measured())).measure();
        workload.leave();
        List<Outcome> outcomes = new ArrayList<>(List.of(result.outcome()));
        if (options.floor) {
            outcomes.add(new FloorRow(result).run(bench));
        }
        return outcomes;
    }
}
