package io.parley.replay.shadow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.Topic;
import io.parley.local.Trouble;
import io.parley.replay.Instance;
import io.parley.replay.Times;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Lets talk decide once more. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Lets talk decide all commands that the log still holds once more, on a log of its own, and says where it",
            "decides otherwise than it did. Nothing of it reaches anybody. docs/replay.md says what is compared."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int DIFFERS = 1;
    private static final int SLICE = 5_000;

    @Mixin
    private Instance instance = new Instance();

    @Option(names = "--shadow", required = true, description = "On a log of its own: there is no other way.")
    private boolean shadow;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "beginning",
            description = "What is reported: decisions from then on. All are made again. Default: ${DEFAULT-VALUE}")
    private String from = "beginning";

    @Option(
            names = "--topology",
            paramLabel = "JAR",
            defaultValue = "",
            description =
                    "A jar or folder of classes that stands before the built topology, or several parted by colons.")
    private String topology = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file for all that differs, a JSON object a line.")
    private @Nullable Path out;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant begin = Times.time("--from", from, Instant.now());
        requireThere(topology);
        if (out != null && Files.exists(out)) {
            throw new Trouble(out + " is there already.", "Name another file with --out FILE, or move this one away.");
        }
        Path folder = Files.createTempDirectory("parley-shadow");
        try {
            Verdict verdict = replay(folder, begin);
            verdict.report().forEach(this::say);
            if (out != null) {
                write(verdict, out);
            }
            say(
                    verdict.isSame()
                            ? "All " + verdict.sames() + " decisions are the same."
                            : verdict.differences().size() + " decisions differ, " + verdict.sames()
                                    + " are the same.");
            return verdict.isSame() ? 0 : DIFFERS;
        } finally {
            delete(folder);
        }
    }

    private Verdict replay(Path folder, Instant begin) throws Exception {
        Source source = Source.look(instance.kafka(), instance.registry());
        List<Topic<?>> topics = Verdict.comparable(source);
        say("A log of its own is started in " + folder + " …");
        try (ShadowLog log = ShadowLog.start(folder, source.shards(), topology)) {
            say(source.size() + " offsets of "
                    + String.join(", ", Source.INPUTS.stream().map(Topic::name).toList()) + " are decided again …");
            new Copying(source, log, SLICE).run(left -> say("  " + left + " offsets left"));
            Outputs then = Outputs.read(source, source.kafka(), source.registry(), topics);
            Outputs now = Outputs.read(source, log.kafka(), log.registry(), topics);
            Set<String> skip = new HashSet<>(then.later());
            Set<String> unknown = new HashSet<>(then.olderChats());
            Set<String> drifted = then.drifted(now);
            if (!unknown.isEmpty()) {
                say(unknown.size()
                        + " chats are older than the commands that the log still holds, and are not compared.");
            }
            if (!drifted.isEmpty()) {
                say(drifted.size() + " groups are not compared: a summary by the clock moved an id by microseconds.");
            }
            unknown.addAll(drifted);
            return Verdict.of(then.facts(), now.facts(), skip, unknown, begin);
        }
    }

    private static void requireThere(String path) {
        for (String entry : path.split(File.pathSeparator)) {
            if (!entry.isEmpty() && !Files.exists(Path.of(entry))) {
                throw new Trouble(
                        "--topology " + entry + " is not there.", "Name a jar: topology/target/parley-topology-….jar.");
            }
        }
    }

    private static void write(Verdict verdict, Path file) throws IOException {
        try (var writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            for (Verdict.Different each : verdict.differences()) {
                Fact fact = each.fact();
                ObjectNode line = JsonNodeFactory.instance.objectNode();
                line.put("how", each.how().name().toLowerCase(Locale.ROOT));
                line.put("topic", fact.topic()).put("kind", fact.kind()).put("chat", fact.chat());
                line.set("then", each.then() == null ? null : each.then().plain());
                line.set("now", each.now() == null ? null : each.now().plain());
                writer.write(line + "\n");
            }
        }
    }

    private void say(String line) {
        if (spec != null) {
            PrintWriter text = spec.commandLine().getOut();
            text.println(line);
            text.flush();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
