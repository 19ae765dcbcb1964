package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the formulae with a class path of their own. */
@Command(name = "plan", description = "From what the bench measured to machines: `./parley plan --help`.")
public final class PlanCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("The plan runs from the script.", "Call ./parley plan in the checkout.");
    }
}
