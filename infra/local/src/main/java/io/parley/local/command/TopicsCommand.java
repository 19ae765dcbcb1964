package io.parley.local.command;

import io.parley.avro.Catalogue;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.avro.pages.TopicPage;
import io.parley.local.tail.TopicNames;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** What the topics are, from the catalogue alone: nothing has to run. */
@Command(
        name = "topics",
        description = "Lists the topics of the log, or says everything about one: key, order, fields, how to read it.")
public final class TopicsCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..1",
            description = "chat.messages, user.changes, …; all of them in a line each when none is named.")
    private @Nullable String name;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        print(name == null ? list(catalogue) : page(catalogue, name));
        return 0;
    }

    private void print(String text) {
        if (spec != null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        }
    }

    static String list(Catalogue catalogue) {
        int width = catalogue.topics().stream()
                .mapToInt(topic -> topic.name().length())
                .max()
                .orElse(0);
        return catalogue.topics().stream()
                        .map(topic -> String.format("%-" + width + "s  %s%n", topic.name(), topic.doc()))
                        .collect(Collectors.joining())
                + String.format("%n`./parley topics NAME` says all about one; docs/topics has them as pages.%n");
    }

    static String page(Catalogue catalogue, String name) {
        return TopicPage.of(TopicNames.entry(catalogue, name), schema(name), null)
                + String.format("%nReal ones: `./parley tail %s --from beginning`.%n", name);
    }

    private static @Nullable Schema schema(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .map(Topic::schema)
                .findFirst()
                .orElse(null);
    }
}
