package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script runs the tests, because they build the launcher too. */
@Command(
        name = "test",
        description = "Builds everything and runs all tests, those on real parts and in a browser included.")
public final class TestCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("Tests run from the script.", "Call ./parley test in the checkout.");
    }
}
