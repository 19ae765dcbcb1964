package io.parley.local.command;

import io.parley.local.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands here for the help alone: the script starts the export with a class path of its own. */
@Command(
        name = "export",
        description =
                "Writes records of a span of time to a file (Avro, JSON lines, Parquet): `./parley export --help`.")
public final class ExportCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble("`export` runs from the script.", "Call ./parley export in the checkout.");
    }
}
