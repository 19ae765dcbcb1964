package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the upgrade with a class path of its own. */
@Command(
        name = "upgrade",
        description = "Moves a stack of its own from another release to this one and back while people talk: "
                + "`./parley upgrade --help`.")
public final class UpgradeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("The upgrade runs from the script.", "Call ./parley upgrade in the checkout.");
    }
}
