package io.parley.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley plan}: prints the machines for a load, and draws how they grow. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "From what the bench measured to machines: for the mean rate and for the peak, or for each --rate.",
            "Counts may end in K, M or B. docs/capacity.md says what is measured, what is assumed and why."
        })
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec line = CommandSpec.create();

    @Mixin
    private final Load load = new Load();

    @Mixin
    private final Cluster cluster = new Cluster();

    @Mixin
    private final Machines machines = new Machines();

    @Option(
            names = "--rate",
            description =
                    "Messages a second to plan for, instead of the mean and the peak; one above the peak becomes it.")
    private final List<Double> rates = new ArrayList<>();

    @Option(names = "--costs", paramLabel = "FILE", description = "What parley bench kept.")
    private Path costs = Path.of(System.getProperty("parley.costs", "docs/capacity/costs.json"));

    @Option(names = "--pictures", paramLabel = "DIR", description = "Draws the curves of docs/capacity.md there.")
    private @Nullable Path pictures;

    public static void main(String[] arguments) {
        System.exit(command().execute(arguments));
    }

    static CommandLine command() {
        CommandLine command = new CommandLine(new Main());
        command.registerConverter(double.class, Main::amount);
        command.registerConverter(Double.class, Main::amount);
        command.setExecutionExceptionHandler((trouble, line, parsed) -> {
            line.getErr().println(trouble.getMessage());
            return 1;
        });
        return command;
    }

    @Override
    public Integer call() throws IOException {
        for (double rate : rates) {
            load.peakFactor = Math.max(load.peakFactor, rate / load.meanMessages());
        }
        Plan.Assumed all = new Plan.Assumed(load, cluster, machines, UnitCosts.of(BenchFile.read(costs)));
        List<Double> planned = rates.isEmpty() ? List.of(load.meanMessages(), load.peakMessages()) : rates;
        line.commandLine()
                .getOut()
                .print(Report.of(
                        all, planned.stream().map(rate -> Plan.of(all, rate)).toList()));
        line.commandLine().getOut().flush();
        if (pictures != null) {
            Files.createDirectories(pictures);
            for (Map.Entry<String, String> picture : Pictures.of(all).entrySet()) {
                Files.writeString(pictures.resolve(picture.getKey()), picture.getValue());
            }
        }
        return 0;
    }

    /** {@code 50M} is fifty millions. */
    static double amount(String text) {
        String number = text.toUpperCase(Locale.ROOT);
        double factor =
                switch (number.charAt(number.length() - 1)) {
                    case 'K' -> 1e3;
                    case 'M' -> 1e6;
                    case 'B' -> 1e9;
                    default -> 1;
                };
        String digits = factor == 1 ? number : number.substring(0, number.length() - 1);
        double value = Double.parseDouble(digits) * factor;
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no count of 0 or more");
        }
        return value;
    }
}
