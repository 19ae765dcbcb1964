package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the faults with a class path of their own. */
@Command(name = "torture", description = "Breaks a stack of its own while people talk: `./parley torture --help`.")
public final class TortureCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("The torture runs from the script.", "Call ./parley torture in the checkout.");
    }
}
