package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the replay with a class path of its own. */
@Command(
        name = "replay",
        description =
                "Lets talk decide the log once more on a log of its own, and says what differs: `./parley replay --help`.")
public final class ReplayCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("`replay` runs from the script.", "Call ./parley replay in the checkout.");
    }
}
