package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the load with a class path of its own. */
@Command(name = "bench", description = "Puts load on Parley and prints what it took: `./parley bench --help`.")
public final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("The bench runs from the script.", "Call ./parley bench in the checkout.");
    }
}
