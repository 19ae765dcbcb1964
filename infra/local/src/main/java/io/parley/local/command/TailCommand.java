package io.parley.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.provision.Http;
import io.parley.local.tail.Decoder;
import io.parley.local.tail.DecryptOption;
import io.parley.local.tail.Decryption;
import io.parley.local.tail.From;
import io.parley.local.tail.TopicReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the decoded records of a topic. */
@Command(name = "tail", description = "Shows a topic's committed records, decoded, as they come.")
public final class TailCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "TOPIC", description = "chat.messages, user.changes, …")
    private String topic = "";

    @Option(
            names = "--from",
            defaultValue = "end",
            description =
                    "Where to begin: beginning, end, a number of records, a time ago (10m, 2h, 1d) or an ISO time. Default: end")
    private String from = "end";

    @Option(names = "--chat", paramLabel = "CHAT", description = "Only records that name this chat.")
    private @Nullable String chat;

    @Option(names = "--json", description = "One JSON object a record and line.")
    private boolean json;

    @Option(names = "--once", description = "Stop at the present end instead of waiting for more.")
    private boolean once;

    @Mixin
    private DecryptOption decrypt = new DecryptOption();

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Running running = Running.require(data.folder());
        Http http = new Http();
        String kafka = running.address("kafka");
        String registry = running.address("registry") + "/apis/ccompat/v7";
        Decoder decoder = new Decoder(id -> Decoder.schemaOf(
                http.send("GET", registry + "/schemas/ids/" + id, "").require("There is no schema " + id)));
        try (Decryption opened = decrypt.open(kafka, registry);
                TopicReader reader = new TopicReader(kafka, topic)) {
            reader.read(From.parse(from, Instant.now()), !once, record -> show(record, decoder, opened));
        }
        return 0;
    }

    private void show(ConsumerRecord<String, byte[]> record, Decoder decoder, @Nullable Decryption opened) {
        JsonNode value;
        List<String> erased = new ArrayList<>();
        try {
            value = decoder.decode(record.value(), read -> {
                if (opened != null && isWanted(record.key(), read.toString())) {
                    erased.addAll(opened.open(read).erased());
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (isWanted(record.key(), value.toString())) {
            say(json ? object(record, value, erased).toString() : line(record, value, erased));
        }
    }

    private void say(String line) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }

    private boolean isWanted(@Nullable String key, String value) {
        boolean isKey = key != null && chat != null && (key.equals(chat) || key.startsWith(chat + "/"));
        return chat == null || isKey || value.contains("\"" + chat + "\"");
    }

    private static ObjectNode object(ConsumerRecord<String, byte[]> record, JsonNode value, List<String> erased) {
        ObjectNode node = JSON.createObjectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("key", record.key());
        record.headers().forEach(header -> node.withObject("/headers")
                .put(header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8)));
        node.set("value", value);
        if (!erased.isEmpty()) {
            erased.forEach(node.withArray("/erased")::add);
        }
        return node;
    }

    private static String line(ConsumerRecord<String, byte[]> record, JsonNode value, List<String> erased) {
        return Instant.ofEpochMilli(record.timestamp()) + " " + record.partition() + "/" + record.offset() + " "
                + record.key() + " " + value + (erased.isEmpty() ? "" : " erased: " + String.join(", ", erased));
    }
}
