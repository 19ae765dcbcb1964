package io.parley.local.command;

import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import io.parley.local.data.Trees;
import io.parley.local.part.Kind;
import io.parley.local.run.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Empties a data folder: everything that is Parley's, and nothing else that may lie in it. */
@Command(
        name = "reset",
        description = "Deletes everything that an instance keeps, after asking when a person is there to ask.")
public final class ResetCommand implements Callable<Integer> {
    private static final Set<String> OURS = Set.of(
            "run",
            "logs",
            "ports.json",
            "ports.json.new",
            "auth.secret",
            "files.secret",
            "webhook.secret",
            "webhook.secret.new",
            "parley.json",
            "parley.json.new");

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        DataFolder folder = data.folder();
        if (RunState.read(folder).filter(RunState::supervised).isPresent()) {
            throw new Trouble("Parley runs on " + folder.root() + ".", "End it first with `./parley down`.");
        }
        Orphans.end(folder, new Console(System.out));
        List<Path> ours = ours(folder);
        if (ours.isEmpty()) {
            System.out.println("There is nothing in " + folder.root() + ".");
            return 0;
        }
        if (!yes && !agreed(folder)) {
            System.out.println("Nothing was deleted.");
            return 1;
        }
        for (Path entry : ours) {
            Trees.delete(entry);
        }
        System.out.println("Emptied " + folder.root() + ".");
        return 0;
    }

    private static boolean agreed(DataFolder folder) {
        var console = System.console();
        if (console == null) {
            return true;
        }
        String answer = console.readLine("Delete all chats and messages in %s? [y/N] ", folder.root());
        return answer != null
                && answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    private static List<Path> ours(DataFolder folder) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder.root())) {
            return entries.filter(entry -> isOurs(String.valueOf(entry.getFileName())))
                    .toList();
        }
    }

    static boolean isOurs(String name) {
        return OURS.contains(name) || Kind.ofPart(name).isPresent();
    }
}
