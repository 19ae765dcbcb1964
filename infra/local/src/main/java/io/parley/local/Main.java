package io.parley.local;

import io.parley.local.command.BenchCommand;
import io.parley.local.command.DlqCommand;
import io.parley.local.command.DoctorCommand;
import io.parley.local.command.DownCommand;
import io.parley.local.command.ExportCommand;
import io.parley.local.command.LogsCommand;
import io.parley.local.command.PlanCommand;
import io.parley.local.command.RebuildCommand;
import io.parley.local.command.RegistryCommand;
import io.parley.local.command.ReplayCommand;
import io.parley.local.command.ResetCommand;
import io.parley.local.command.SendCommand;
import io.parley.local.command.StatusCommand;
import io.parley.local.command.TailCommand;
import io.parley.local.command.TestCommand;
import io.parley.local.command.TokenCommand;
import io.parley.local.command.TopicsCommand;
import io.parley.local.command.TortureCommand;
import io.parley.local.command.UpCommand;
import io.parley.local.command.UpgradeCommand;
import io.parley.local.command.WebhookCommand;
import java.io.PrintWriter;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Whatever goes wrong ends in a sentence and a way out, never in a stack trace. */
@Command(
        name = "parley",
        description = "Parley on one machine: every part as a process of its own, on loopback.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            SendCommand.class,
            TailCommand.class,
            TopicsCommand.class,
            ExportCommand.class,
            RebuildCommand.class,
            ReplayCommand.class,
            RegistryCommand.class,
            DlqCommand.class,
            WebhookCommand.class,
            DoctorCommand.class,
            ResetCommand.class,
            TestCommand.class,
            BenchCommand.class,
            PlanCommand.class,
            TortureCommand.class,
            UpgradeCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    private static final int FAILED = 1;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(problem, command.getErr()));
    }

    static int explain(Exception problem, PrintWriter err) {
        if (problem instanceof Trouble trouble) {
            err.println(trouble.text());
        } else if (problem instanceof ConfigException) {
            err.println("A setting is wrong: " + problem.getMessage());
        } else {
            err.println("That did not work: " + problem);
            err.println("`parley doctor` looks for the cause; PARLEY_LOCAL_TRACE=true shows where it happened.");
            if (Boolean.parseBoolean(System.getenv("PARLEY_LOCAL_TRACE"))) {
                problem.printStackTrace(err);
            }
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
