package io.parley.local.tail;

import io.parley.avro.Catalogue;
import io.parley.local.Trouble;
import java.util.stream.Collectors;

/** Topics as people name them. */
public final class TopicNames {
    private TopicNames() {}

    /** Whoever names one that is not there is told which there are. */
    public static Catalogue.Entry entry(Catalogue catalogue, String name) {
        return catalogue.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Trouble(
                        "There is no topic " + name + " in the catalogue.",
                        "There are: "
                                + catalogue.topics().stream()
                                        .map(Catalogue.Entry::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
