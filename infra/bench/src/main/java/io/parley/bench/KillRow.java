package io.parley.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Messages at one rate while one part is killed with -9 and comes back by itself: the longest that a message took is how
 * long deliveries stood still. Clients that lost their edge go to another with {@code since}, and send again what was not
 * acknowledged.
 */
final class KillRow implements Row {

    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(30);

    @Override
    public List<Outcome> run(Bench bench) throws IOException, InterruptedException {
        Options options = bench.options();
        Workload workload = Workload.oneToOne(bench, options.pairs, options.receipts);
        workload.users().forEach(user -> user.comesBack(bench.loop(), bench.target()));
        new Run(bench.target(), workload, new Pace(options.rate, options.warm(), Duration.ofSeconds(1))).measure();
        List<Outcome> outcomes = new ArrayList<>();
        for (String part : options.kill) {
            outcomes.add(kill(bench, workload, part));
        }
        workload.leave();
        return outcomes;
    }

    private static Outcome kill(Bench bench, Workload workload, String part) throws InterruptedException {
        Thread killer = new Thread(() -> killLater(bench.target(), part), "kill-" + part);
        killer.start();
        Result result =
                new Run(bench.target(), workload, new Pace(bench.options().rate, Duration.ZERO, WHOLE)).measure();
        killer.join();
        bench.target().awaitReady(part);
        double stood = result.ledger().receiveMicros().getMaxValue() / 1e6;
        String table = Figures.line(
                        "kill -9 of %s: the longest that a message took %.2f s; %d messages, violations %d",
                        part, stood, result.measuredMessages(), result.violations())
                + Figures.head()
                + Figures.latency("send to receive", result.ledger().receiveMicros());
        ObjectNode json = Figures.json()
                .put("workload", "kill -9 of " + part)
                .put("rate", bench.options().rate)
                .put("stood_still_s", stood)
                .put("violations", result.violations());
        json.set("errors", result.errors());
        json.set("send_to_receive_ms", Figures.percentiles(result.ledger().receiveMicros()));
        return new Outcome(table, json, result.violations());
    }

    private static void killLater(Target target, String part) {
        try {
            TimeUnit.MILLISECONDS.sleep(BEFORE.toMillis());
            target.kill(part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
