package io.parley.local.command;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.data.Trees;
import io.parley.local.part.Kind;
import io.parley.local.provision.RegistryArchive;
import io.parley.local.run.Instance;
import io.parley.local.run.Progress;
import io.parley.local.run.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The registry's backup: without its ids nobody can read the log. */
@Command(
        name = "registry",
        description = "Writes all schemas with their ids into a file, or makes the registry anew from one.",
        subcommands = {RegistryCommand.Export.class, RegistryCommand.Import.class})
public final class RegistryCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /** Of a running instance. */
    @Command(name = "export", description = "Writes all that the running instance's registry holds into a new file.")
    static final class Export implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "FILE", description = "A zip that is not there yet.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws Exception {
            if (Files.exists(file)) {
                throw new Trouble(file + " is there already.", "Name another file, or move this one away.");
            }
            RegistryArchive archive =
                    new RegistryArchive(Running.require(data.folder()).address("registry"));
            System.out.println(file + " holds " + archive.exportTo(file.toAbsolutePath()) + ".");
            return 0;
        }
    }

    /** Of an instance that does not run: nobody may register a schema under another id meanwhile. */
    @Command(
            name = "import",
            description = {
                "Makes the registry of an instance that does not run anew from such a file, every schema with its id.",
                "What it held before is replaced; if the file cannot be read it stays as it was."
            })
    static final class Import implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "FILE", description = "What `./parley registry export` wrote.")
        private Path file = Path.of("");

        @Option(
                names = {"-y", "--yes"},
                description = "Do not ask.")
        private boolean yes;

        @Override
        public Integer call() throws Exception {
            DataFolder folder = data.folder();
            if (!Files.isRegularFile(file)) {
                throw new Trouble("There is no file " + file + ".", "`./parley registry export FILE` writes one.");
            }
            if (RunState.read(folder).filter(RunState::supervised).isPresent()) {
                throw new Trouble("Parley runs on " + folder.root() + ".", "End it first with `./parley down`.");
            }
            if (!yes && !agreed(folder)) {
                System.out.println("Nothing was changed.");
                return 1;
            }
            Path home = folder.of("registry");
            Path before = folder.of("registry").resolveSibling("registry.before");
            boolean kept = Files.isDirectory(home);
            if (kept) {
                Files.move(home, before);
            }
            try {
                System.out.println("The registry holds " + fill(folder) + ".");
            } catch (Exception e) {
                deleteIfThere(home);
                if (kept) {
                    Files.move(before, home);
                }
                throw e;
            }
            deleteIfThere(before);
            return 0;
        }

        private RegistryArchive.Held fill(DataFolder folder) throws IOException, InterruptedException {
            Map<String, String> given = new TreeMap<>(System.getenv());
            given.keySet().removeIf(name -> !name.startsWith(io.parley.settings.Environment.PREFIX));
            given.put(io.parley.settings.Environment.variable(LocalSettings.ARCHIVES), "false");
            Shape shape = new Shape(1, 1, 0, 0, EnumSet.of(Kind.REGISTRY));
            Optional<Instance> opened = Instance.open(folder, shape, given, System.getenv(), Progress.SILENT);
            try (Instance instance = opened.orElseThrow(
                    () -> new Trouble("Parley runs on " + folder.root() + ".", "End it first with `./parley down`."))) {
                instance.keeper("registry").start();
                return new RegistryArchive(instance.site().registryRoot()).importFrom(file.toAbsolutePath());
            }
        }

        private static void deleteIfThere(Path path) throws IOException {
            if (Files.exists(path)) {
                Trees.delete(path);
            }
        }

        private static boolean agreed(DataFolder folder) {
            var console = System.console();
            if (console == null) {
                return true;
            }
            String answer = console.readLine("Replace the registry of %s? [y/N] ", folder.root());
            return answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
        }
    }
}
