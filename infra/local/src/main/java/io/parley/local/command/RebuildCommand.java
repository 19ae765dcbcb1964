package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the rebuild with a class path of its own. */
@Command(
        name = "rebuild",
        description =
                "Makes tables or cache again from the log beside the living ones, compares, replaces: `./parley rebuild --help`.")
public final class RebuildCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("`rebuild` runs from the script.", "Call ./parley rebuild in the checkout.");
    }
}
