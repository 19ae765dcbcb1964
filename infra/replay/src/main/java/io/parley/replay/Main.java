package io.parley.replay;

import io.parley.local.Trouble;
import io.parley.replay.export.ExportCommand;
import io.parley.replay.rebuild.RebuildCommand;
import io.parley.replay.shadow.ReplayCommand;
import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** {@code parley export | rebuild | replay}: what goes wrong ends in a sentence and a way out. */
@Command(
        name = "parley",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ExportCommand.class, RebuildCommand.class, ReplayCommand.class})
public final class Main implements Runnable {
    private static final int FAILED = 1;

    @CommandLine.Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, command.getErr()));
    }

    private static int explain(Exception problem, PrintWriter err) throws Exception {
        if (problem instanceof Trouble trouble) {
            err.println(trouble.text());
        } else if (problem instanceof KafkaException) {
            err.println("The log does not answer: " + problem.getMessage());
            err.println("`./parley status` shows whether it is there.");
        } else {
            throw problem;
        }
        err.flush();
        return FAILED;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }
}
