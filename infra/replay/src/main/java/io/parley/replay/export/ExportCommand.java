package io.parley.replay.export;

import io.parley.avro.Catalogue;
import io.parley.local.Trouble;
import io.parley.local.tail.DecryptOption;
import io.parley.local.tail.Decryption;
import io.parley.local.tail.TopicNames;
import io.parley.replay.Instance;
import io.parley.replay.Times;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what happened in a span of time to a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a topic's committed records of a span of time to a file: --from inclusive, --to exclusive, by the",
            "time of the event. docs/replay.md says how they are found and what is in the file."
        })
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private Instance instance = new Instance();

    @Parameters(paramLabel = "TOPIC", description = "chat.messages, user.changes, …: `./parley topics` lists them.")
    private String topic = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "beginning",
            description =
                    "beginning, now, a time ago (30m, 2h, 7d), a day in UTC or an ISO time. Default: ${DEFAULT-VALUE}")
    private String from = "beginning";

    @Option(
            names = "--to",
            paramLabel = "TIME",
            defaultValue = "now",
            description = "The same. Default: ${DEFAULT-VALUE}")
    private String to = "now";

    @Option(
            names = "--format",
            defaultValue = "jsonl",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Format format = Format.JSONL;

    @Option(names = "--out", paramLabel = "FILE", description = "A file that is not there yet. Default: TOPIC.FORMAT")
    private @Nullable Path out;

    @Option(
            names = "--margin",
            paramLabel = "DURATION",
            defaultValue = "1d",
            description = "How far record times may lie from event times, and out of order. Default: ${DEFAULT-VALUE}")
    private String margin = "1d";

    @Mixin
    private DecryptOption decrypt = new DecryptOption();

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant now = Instant.now();
        Span span = new Span(Times.time("--from", from, now), Times.time("--to", to, now));
        Duration width = Times.duration("--margin", margin);
        requireRecords(topic);
        try (Whole file = Whole.at(out == null ? Path.of(topic + "." + format.ending()) : out);
                Decryption opened = decrypt.open(instance.kafka(), instance.registry())) {
            Export export = new Export(instance.kafka(), Values.of(instance.registry(), topic), opened, this::say);
            Export.Result result = export.run(topic, span, width, format, file.beside());
            file.complete();
            say(result.sentence() + " to " + file.file() + ".");
        }
        return 0;
    }

    private static void requireRecords(String topic) {
        Catalogue.Entry entry = TopicNames.entry(Catalogue.load(), topic);
        if (entry.value().equals("bytes")) {
            throw new Trouble(
                    topic + " holds bytes of any kind, and no records of one schema.",
                    "`./parley dlq list` and `./parley dlq show` tell what lies there.");
        }
    }

    private void say(String line) {
        if (spec != null) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(line);
            err.flush();
        }
    }
}
