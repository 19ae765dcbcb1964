package io.parley.sinks.push;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;

/** The real target of a platform behind real lanes, with short waits and a log that is not there. */
final class Rig implements AutoCloseable {
    final FakeWithdrawals log = new FakeWithdrawals();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Target target;
    private final Lanes lanes;

    Rig(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("registry.url", "http://127.0.0.1:1");
        all.put(PushSinkSettings.TIMEOUT, "5000");
        target = PushSinkSettings.targets(new AbstractConfig(PushSinkSettings.definition(), all, false));
        lanes = new Lanes(
                target,
                log,
                new Retries(3, Duration.ofMillis(5), Duration.ofMillis(20), Samples.AGE),
                timer,
                Clock.systemUTC(),
                how -> {});
    }

    /** Sends and waits until it ended. */
    void push(Push push) {
        CompletableFuture<Void> done = lanes.add(push);
        try {
            done.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the push did not end", e);
        }
    }

    /** What the platform answers to one attempt. */
    Outcome ask(Push push) {
        try {
            return target.send(push).toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        target.close();
    }
}
