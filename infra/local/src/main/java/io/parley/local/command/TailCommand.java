package io.parley.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.local.provision.Http;
import io.parley.local.tail.Decoder;
import io.parley.local.tail.From;
import io.parley.local.tail.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Override
    public Integer call() {
        Running running = Running.require(data.folder());
        Http http = new Http();
        String registry = running.address("registry") + "/apis/ccompat/v7/schemas/ids/";
        Decoder decoder = new Decoder(
                id -> Decoder.schemaOf(http.send("GET", registry + id, "").require("There is no schema " + id)));
        try (TopicReader reader = new TopicReader(running.address("kafka"), topic)) {
            reader.read(From.parse(from, Instant.now()), !once, record -> show(record, decoder));
        }
        return 0;
    }

    private void show(ConsumerRecord<String, byte[]> record, Decoder decoder) {
        JsonNode value;
        try {
            value = decoder.decode(record.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (chat == null || names(record.key(), value, chat)) {
            System.out.println(json ? object(record, value).toString() : line(record, value));
        }
    }

    static boolean names(@Nullable String key, JsonNode value, String chat) {
        boolean isKey = key != null && (key.equals(chat) || key.startsWith(chat + "/"));
        return isKey || value.toString().contains("\"" + chat + "\"");
    }

    private static ObjectNode object(ConsumerRecord<String, byte[]> record, JsonNode value) {
        ObjectNode node = JSON.createObjectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("key", record.key());
        record.headers().forEach(header -> node.withObject("/headers")
                .put(header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8)));
        node.set("value", value);
        return node;
    }

    private static String line(ConsumerRecord<String, byte[]> record, JsonNode value) {
        return Instant.ofEpochMilli(record.timestamp()) + " " + record.partition() + "/" + record.offset() + " "
                + record.key() + " " + value;
    }
}
