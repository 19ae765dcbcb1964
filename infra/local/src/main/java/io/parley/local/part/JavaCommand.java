package io.parley.local.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java process of a part. Flags and class path stand in a file of the data folder, so that the command line is short,
 * and names the data folder whose part it is: by that a part is found whose supervisor was killed.
 */
final class JavaCommand {
    private final Path executable;
    private final List<String> flags = new ArrayList<>();

    JavaCommand(Path javaHome, int heapMib) {
        this.executable = javaHome.resolve("bin/java");
        // All of the heap from the beginning: each time that what is old outgrows its part, everything would be
        // collected.
        // A third for what is young: what a message allocates is gone by then, and is neither copied nor looked at
        // again.
        flags("-Xms" + heapMib + "m", "-Xmn" + heapMib / 3 + "m", "-Xmx" + heapMib + "m");
        // What survives two collections is here to stay, and would be copied by thirteen more before it may.
        flags("-XX:MaxTenuringThreshold=2");
        // Class data grows to this much in any part: no reason to collect all of the heap on the way.
        flags("-XX:MetaspaceSize=128m");
        flags("-XX:+UseSerialGC", "-Xshare:auto", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData");
        // Halves the halts that a kernel which scans small pages puts on whatever runs.
        flags("-XX:+UseTransparentHugePages");
        // Without words about an archive that is being made or does not fit.
        flags("-Xlog:cds*=off", "-Xlog:class+path=off");
        flags("-Djava.net.preferIPv4Stack=true", "-Dfile.encoding=UTF-8");
    }

    JavaCommand flags(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    JavaCommand archive(SharedArchive archive, boolean make) {
        flags.addAll(archive.flags(make));
        return this;
    }

    /** The command; {@code file} is where its flags are written. */
    List<String> command(Path file, ClassPath classPath, String mainClass, String... arguments) {
        List<String> lines = new ArrayList<>(flags);
        lines.add("-cp");
        lines.add(classPath.toString());
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    String.join("\n", lines.stream().map(JavaCommand::quoted).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of(executable.toString(), "@" + file, mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String quoted(String flag) {
        return '"' + flag.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
