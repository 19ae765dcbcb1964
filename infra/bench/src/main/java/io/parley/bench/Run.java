package io.parley.bench;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One workload at one pace: sends each message when it is due, whatever became of those before. */
final class Run {

    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String WORDS = "x".repeat(80);
    private static final long PING_EVERY = TimeUnit.SECONDS.toNanos(10);

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Target target;
    private final Workload workload;
    private final Pace pace;
    private final Ledger ledger;
    private final SplittableRandom random = new SplittableRandom(42);

    Run(Target target, Workload workload, Pace pace) {
        this.target = target;
        this.workload = workload;
        this.pace = pace;
        this.ledger = new Ledger(pace.messages(), pace.warmUpMessages());
    }

    Result measure() throws InterruptedException {
        String prefix =
                "r" + RUNS.incrementAndGet() + "-" + workload.users().get(0).id() + "-m";
        workload.users().forEach(user -> user.counts(ledger, prefix));
        CpuMeter cpu = new CpuMeter(target.pids());
        try (LogMeter log = new LogMeter(target.kafka())) {
            long start = System.nanoTime();
            send(0, pace.warmUpMessages(), start);
            Map<String, Cpu> cpuBefore = cpu.read();
            Map<String, LogMeter.Size> logBefore = log.read();
            long measuredFrom = System.nanoTime();
            send(pace.warmUpMessages(), pace.messages(), start);
            drain();
            double seconds = (System.nanoTime() - measuredFrom) / 1e9;
            return new Result(workload.name(), pace, seconds, ledger, cpuBefore, cpu.read(), logBefore, log.read());
        }
    }

    private void send(int from, int to, long start) {
        long nextPing = System.nanoTime() + PING_EVERY;
        for (int number = from; number < to; number++) {
            long due = start + pace.dueNanos(number);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            Workload.Talk talk = workload.pick(random);
            User sender = talk.members().get(random.nextInt(talk.members().size()));
            ledger.sent(number, due, talk.members().size() - 1);
            sender.send(talk.chatId(), number, WORDS);
            if (due > nextPing) {
                nextPing = due + PING_EVERY;
                workload.users().forEach(user -> user.text("{\"type\":\"ping\"}"));
            }
        }
    }

    /** Waits for what is still on its way; what does not come in time is missing. */
    private void drain() throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        while ((ledger.missing() > 0 || ledger.unacked(pace.messages()) > 0) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
