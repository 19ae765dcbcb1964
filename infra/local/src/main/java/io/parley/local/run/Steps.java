package io.parley.local.run;

import io.parley.local.Trouble;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Runs steps side by side, each as soon as what it needs is done. The first that fails ends the whole. */
final class Steps {
    private final Progress progress;
    private final Map<String, CompletableFuture<Void>> ends = new HashMap<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    Steps(Progress progress) {
        this.progress = progress;
    }

    void run(List<Step> steps) throws InterruptedException {
        steps.forEach(step -> ends.put(step.name(), new CompletableFuture<>()));
        for (Step step : steps) {
            Thread thread = new Thread(() -> run(step), "step-" + step.name());
            thread.setDaemon(true);
            thread.start();
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new));
        try {
            // The failure first: when both are there already, it is what says why.
            CompletableFuture.anyOf(failure, all).get();
        } catch (ExecutionException e) {
            throw trouble(e.getCause() == null ? e : e.getCause());
        }
    }

    private void run(Step step) {
        CompletableFuture<Void> end = end(step.name());
        try {
            for (String need : step.needs()) {
                end(need).join();
            }
            long start = System.nanoTime();
            step.action().run();
            progress.done(step.name(), step.how(), Duration.ofNanos(System.nanoTime() - start));
            end.complete(null);
        } catch (CompletionException | CancellationException e) {
            // What it needed failed, and has said so.
            end.cancel(false);
        } catch (Exception e) {
            failure.completeExceptionally(e);
            end.cancel(false);
        }
    }

    private CompletableFuture<Void> end(String step) {
        return Objects.requireNonNull(ends.get(step), step);
    }

    private static RuntimeException trouble(Throwable cause) {
        return cause instanceof RuntimeException known
                ? known
                : new Trouble("The start failed: " + cause, "See the logs in the data folder.");
    }
}
