package io.parley.avro.pages;

import io.parley.avro.Catalogue;

/** All topics on one page, what they hold together, and what the log does not hold. */
public final class TopicIndex {
    private TopicIndex() {}

    public static String of(Catalogue catalogue) {
        StringBuilder text = new StringBuilder("# Topics\n\n");
        text.append("Made from topics.yaml and the schemas; a test holds these pages to them. The same in a terminal:")
                .append(" `./parley topics`, `./parley topics NAME`; as they come: `./parley tail NAME`.\n\n")
                .append(
                        "Keys are UTF-8 strings. Values are Avro in Confluent's wire format; each schema is FULL_TRANSITIVE")
                .append(" compatible with all its releases, so readers may be older or newer than writers.\n\n")
                .append("| topic | what | key | partitions | kept | from → to |\n|---|---|---|---|---|---|\n");
        for (Catalogue.Entry topic : catalogue.topics()) {
            text.append("| [")
                    .append(topic.name())
                    .append("](")
                    .append(topic.name())
                    .append(".md) | ")
                    .append(topic.doc())
                    .append(" | ")
                    .append(topic.key())
                    .append(" | ")
                    .append(topic.partitions())
                    .append(" | ")
                    .append(topic.cleanup().equals("delete") ? topic.retention() : topic.cleanup() + "ed")
                    .append(" | ")
                    .append(String.join(", ", topic.writers()))
                    .append(" → ")
                    .append(String.join(", ", topic.readers()))
                    .append(" |\n");
        }
        text.append("\n`shards` and `slots` are chosen when a cluster is made, and never change.\n\n")
                .append("## What is not in the log\n\n| what | where it is | why |\n|---|---|---|\n");
        for (Catalogue.Absence absence : catalogue.absent()) {
            text.append("| ")
                    .append(absence.what())
                    .append(" | ")
                    .append(absence.where())
                    .append(" | ")
                    .append(absence.why())
                    .append(" |\n");
        }
        return text.toString();
    }
}
