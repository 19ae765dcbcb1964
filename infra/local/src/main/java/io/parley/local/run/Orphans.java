package io.parley.local.run;

import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.process.ProcessRef;
import io.parley.local.process.Procfs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Parts of a data folder that run without a supervisor, because theirs was killed. */
public final class Orphans {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Orphans() {}

    /** Ends them: front first, as at an ordinary end. */
    public static int end(DataFolder folder, Progress progress) {
        List<Found> found = find(folder);
        found.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Found::round, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .values()
                .forEach(Orphans::endAll);
        if (!found.isEmpty()) {
            progress.say("Ended " + found.size() + " parts that a killed launcher had left running.");
        }
        return found.size();
    }

    private record Found(ProcessHandle handle, int round) {}

    private static List<Found> find(DataFolder folder) {
        List<Found> found = new ArrayList<>();
        Set<Long> seen = new LinkedHashSet<>();
        RunState.read(folder).map(RunState::parts).orElse(List.of()).forEach(part -> {
            ProcessRef process = part.process();
            if (process != null) {
                process.handle()
                        .filter(handle -> seen.add(handle.pid()))
                        .ifPresent(handle -> found.add(new Found(handle, round(part.name()))));
            }
        });
        // One that was started in the moment in which the launcher was killed is in no file.
        Procfs.withCommandLine(folder.run() + "/").stream()
                .filter(handle -> seen.add(handle.pid()))
                .forEach(handle -> found.add(new Found(handle, 1)));
        found.sort(Comparator.comparing(Found::round));
        return found;
    }

    private static int round(String part) {
        return io.parley.local.part.Kind.ofPart(part)
                .map(io.parley.local.part.Kind::endsInRound)
                .orElse(1);
    }

    private static void endAll(List<Found> found) {
        found.forEach(orphan -> {
            io.parley.local.process.Signals.send(ProcessRef.of(orphan.handle()), io.parley.local.process.Signals.CONT);
            orphan.handle().destroy();
        });
        for (Found orphan : found) {
            try {
                orphan.handle().onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                orphan.handle().destroyForcibly();
                orphan.handle()
                        .onExit()
                        .completeOnTimeout(orphan.handle(), 5, TimeUnit.SECONDS)
                        .join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
