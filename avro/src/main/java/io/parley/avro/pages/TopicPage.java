package io.parley.avro.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.avro.Catalogue;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a reader of one topic has to know, as Markdown: from its entry in the catalogue, its schema and, where
 * there is one, a record. The same text is a page of docs/topics and what {@code parley topics NAME} prints.
 */
public final class TopicPage {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final StringBuilder text = new StringBuilder();
    private final Catalogue.Entry topic;
    private final @Nullable Schema schema;

    private TopicPage(Catalogue.Entry topic, @Nullable Schema schema) {
        this.topic = topic;
        this.schema = schema;
    }

    /** @param schema of its values; null when they are plain bytes */
    public static String of(Catalogue.Entry topic, @Nullable Schema schema, @Nullable Sample sample) {
        TopicPage page = new TopicPage(topic, schema);
        page.facts();
        page.sample(sample);
        page.fields();
        return page.text.toString();
    }

    private void facts() {
        text.append("# ")
                .append(topic.name())
                .append("\n\n")
                .append(topic.doc())
                .append("\n\n| | |\n|---|---|\n");
        row("key", "UTF-8: " + topic.key());
        row("value", value());
        row("order", topic.order());
        row("partitions", partitions() + ": " + topic.why());
        row("cleanup", cleanup() + ": " + topic.kept());
        row("record time", recordTime());
        row("deduplicate", topic.dedup());
        row("tombstones", topic.tombstones());
        row("headers", topic.headers());
        row("cause", cause());
        row("personal data", topic.personal());
        row("written by", String.join(", ", topic.writers()));
        row("read by", String.join(", ", topic.readers()));
        row("`isolation.level`", topic.isolation());
    }

    private void row(String name, String what) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(cell(what))
                .append(what.endsWith(".") ? "" : ".")
                .append(" |\n");
    }

    private String value() {
        return schema == null
                ? "bytes, as they were in the topic that they came from"
                : "`" + topic.value()
                        + "` in Confluent's wire format (byte 0, the schema's id in four bytes, Avro binary),"
                        + " subject `" + topic.name() + "-value`, FULL_TRANSITIVE";
    }

    private String partitions() {
        return switch (topic.partitions()) {
            case "shards" -> "one a shard, fixed when a cluster is made";
            case "slots" -> "one a slot of an edge, fixed when a cluster is made";
            default -> topic.partitions();
        };
    }

    private String cleanup() {
        boolean isCompacted = topic.cleanup().contains("compact");
        String kept = topic.retention().equals("forever")
                ? isCompacted ? "the newest record of each key for ever" : "for ever"
                : topic.retention();
        return "`" + topic.cleanup() + "`, " + kept;
    }

    private String recordTime() {
        if (topic.timestamps().equals("log-append")) {
            return "when the broker took it, whatever the writer's clock says (LogAppendTime)";
        }
        return schema == null
                ? "when it was put aside (CreateTime)"
                : "that of the input from which it was decided, not of the writing (CreateTime)";
    }

    private String cause() {
        if (schema == null) {
            return "in the headers";
        }
        return schema.getField("cause") == null
                ? "none: no record made it"
                : "`cause` names topic, partition and offset of the record that made it, so that every fact leads back to what"
                        + " was asked";
    }

    private void sample(@Nullable Sample sample) {
        if (sample == null) {
            return;
        }
        text.append("\n## A record\n\nKey `").append(sample.key()).append('`');
        sample.headers().forEach((name, value) -> text.append("  \nHeader `")
                .append(name)
                .append("`: `")
                .append(value)
                .append('`'));
        try {
            text.append("\n\n```json\n")
                    .append(JSON.writeValueAsString(sample.value()))
                    .append("\n```\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private void fields() {
        if (schema == null) {
            return;
        }
        text.append("\n## Fields\n");
        for (Schema type : Types.of(schema)) {
            text.append("\n### ").append(type.getName()).append("\n\n").append(type.getDoc());
            if (type.getType() == Schema.Type.ENUM) {
                List<String> symbols = type.getEnumSymbols();
                text.append(" One of `").append(String.join("`, `", symbols)).append("`.\n");
            } else {
                table(type);
            }
        }
    }

    private void table(Schema type) {
        if (type.getFields().isEmpty()) {
            text.append(" It has no fields.\n");
            return;
        }
        text.append("\n\n| field | type | what |\n|---|---|---|\n");
        for (Schema.Field field : type.getFields()) {
            text.append("| `")
                    .append(field.name())
                    .append("` | ")
                    .append(Types.name(field.schema()))
                    .append(" | ")
                    .append(cell(field.doc()))
                    .append(" |\n");
        }
    }

    private static String cell(String what) {
        return what.replace("|", "\\|");
    }
}
