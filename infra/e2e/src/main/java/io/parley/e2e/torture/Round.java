package io.parley.e2e.torture;

import io.parley.e2e.checker.Checker;
import io.parley.e2e.checker.History;
import io.parley.e2e.checker.Keeping;
import io.parley.e2e.checker.Violation;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Workload;
import io.parley.e2e.stores.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Some faults, one after the other, on people of their own who talk all the while; and the judgement at the end. */
final class Round {
    static final Workload.Size SIZE = new Workload.Size(10, 24, 0);
    private static final Duration PACE = Duration.ofMillis(80);

    /** So many acks after a fault say that all goes on. */
    static final int GOES_ON = 25;

    private static final int SHOWN = 8;

    private final Cluster cluster;
    private final String name;
    private final long seed;
    private final Path evidence;
    private final Consumer<String> say;
    private final int between;

    /** @param between how many acks must come before the first fault and after each */
    Round(Cluster cluster, String name, long seed, int between, Path evidence, Consumer<String> say) {
        this.between = between;
        this.cluster = cluster;
        this.name = name;
        this.seed = seed;
        this.evidence = evidence;
        this.say = say;
    }

    /** What is wrong, in sentences; empty when nothing is. */
    List<String> play(List<Plan.Strike> strikes) {
        try (Play play = new Play(cluster)) {
            Ground ground = new Ground(cluster, play);
            Workload people = new Workload(play, seed, SIZE).gather();
            talkWhile(people, () -> strikes.forEach(strike -> strike(strike, ground, people)));
            return judge(people);
        } catch (AssertionError | RuntimeException e) {
            return List.of(String.valueOf(e));
        }
    }

    private void talkWhile(Workload people, Runnable faults) {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread talk = new Thread(
                () -> {
                    try {
                        people.runWhile(goesOn::get, PACE);
                        ended.complete(null);
                    } catch (AssertionError | RuntimeException e) {
                        ended.completeExceptionally(new AssertionError("talking ended with " + e, e));
                    }
                },
                "talk");
        talk.start();
        try {
            awaitAcks(people, ended, "at the beginning");
            faults.run();
        } finally {
            goesOn.set(false);
        }
        join(ended);
    }

    private void strike(Plan.Strike strike, Ground ground, Workload people) {
        long start = System.nanoTime();
        List<CompletableFuture<Void>> all =
                strike.faults().stream().map(fault -> struck(fault, ground)).toList();
        all.forEach(Round::join);
        long there = System.nanoTime();
        awaitAcks(people, new CompletableFuture<>(), "after " + strike);
        say.accept(String.format(
                "  %-44s all there after %5.1f s, %d acks more %.1f s later",
                strike, seconds(there - start), between, seconds(System.nanoTime() - there)));
    }

    /** Each on a thread of its own: one that waits for a part must not keep that part from coming back. */
    private static CompletableFuture<Void> struck(Fault fault, Ground ground) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        long start = System.nanoTime();
                        fault.strike(ground);
                        while (System.nanoTime() - start < fault.lasts().toNanos()) {
                            Play.pause();
                        }
                        fault.undo(ground);
                        ended.complete(null);
                    } catch (AssertionError | RuntimeException e) {
                        ended.completeExceptionally(new AssertionError(fault.name() + ": " + e, e));
                    }
                },
                fault.name());
        thread.start();
        return ended;
    }

    private void awaitAcks(Workload people, CompletableFuture<Void> ended, String when) {
        long wanted = people.acks() + between;
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (people.acks() < wanted && !ended.isDone()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing goes on " + when + ": of " + between + " acks "
                        + (wanted - people.acks()) + " are missing after " + Device.PATIENCE);
            }
            Play.pause();
        }
    }

    private List<String> judge(Workload people) {
        List<String> wrong = new ArrayList<>();
        try {
            History history = people.settle();
            laws(history, wrong);
            Stores.equalTheLog(cluster);
        } catch (AssertionError e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        return wrong;
    }

    private void laws(History history, List<String> wrong) {
        List<Violation> violations = Checker.check(history);
        violations.stream().limit(SHOWN).map(Violation::toString).forEach(wrong::add);
        if (!violations.isEmpty()) {
            wrong.add(
                    "The history is kept in " + Keeping.keep(history, evidence.resolve("history-" + name + ".jsonl")));
        }
        say.accept(String.format(
                "  %s, %d chats that nobody heard whole: %d violations",
                history.size(), Checker.unheard(history).size(), violations.size()));
    }

    private static void join(CompletableFuture<Void> ended) {
        try {
            ended.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new AssertionError(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
