package io.parley.local.command;

import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.process.ProcessRef;
import io.parley.local.process.Signals;
import io.parley.local.run.Orphans;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends an instance in good order. */
@Command(name = "down", description = "Ends every part, the edges first and what keeps data last. The data stays.")
public final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public Integer call() throws InterruptedException {
        DataFolder folder = data.folder();
        Optional<ProcessRef> supervisor =
                RunState.read(folder).flatMap(state -> Optional.ofNullable(state.supervisor()));
        long start = System.nanoTime();
        if (supervisor.filter(ProcessRef::alive).isPresent()) {
            end(supervisor.get());
        } else if (Orphans.end(folder, new Console(System.out)) == 0) {
            System.out.println("Nothing runs on " + folder.root() + ".");
            return 0;
        }
        System.out.printf(java.util.Locale.ROOT, "Parley is down after %.1f s.%n", (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private void end(ProcessRef supervisor) throws InterruptedException {
        ProcessHandle handle = supervisor.handle().orElseThrow();
        Signals.send(supervisor, Signals.CONT);
        handle.destroy();
        System.out.println("Ending the parts; after a first run each also keeps its classes for quicker starts …");
        try {
            handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble(
                    "The launcher, process " + supervisor.pid() + ", has not ended after " + PATIENCE.toSeconds()
                            + " s.",
                    "`./parley logs launcher` shows what it waits for; after `kill -9 " + supervisor.pid()
                            + "` call `./parley down` again.");
        }
    }
}
