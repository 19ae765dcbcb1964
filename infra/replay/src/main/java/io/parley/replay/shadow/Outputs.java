package io.parley.replay.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Catalogue;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.local.provision.Http;
import io.parley.local.tail.Committed;
import io.parley.local.tail.Decoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The facts of one log, by identity. Of a compacted topic only the last of each key counts, because what came before may
 * be gone. Deliveries and sessions are not looked at: they depend on which edges lived.
 */
final class Outputs {
    static final List<Topic<?>> TOPICS = List.of(
            Topics.CHAT_MESSAGES,
            Topics.CHAT_MEMBERS,
            Topics.CHAT_MARKS,
            Topics.USER_CHANGES,
            Topics.USER_PROFILES,
            Topics.USER_DEVICES);

    /** Told by the clock, or by who is connected. */
    private static final Set<String> BY_THE_CLOCK = Set.of("status", "sessions");

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long MICROS = 1_000;

    private final Source source;
    private final Decoder decoder;
    private final Catalogue catalogue = Catalogue.load();
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final Set<String> later = new HashSet<>();
    private final Set<String> olderChats = new HashSet<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Integer> ordinals = new HashMap<>();

    private Outputs(Source source, String registry) {
        this.source = source;
        Http http = new Http();
        this.decoder = new Decoder(id -> Decoder.schemaOf(
                http.send("GET", registry + "/schemas/ids/" + id, "").require("There is no schema " + id)));
    }

    /** @param topics without those whose inputs are cut */
    static Outputs read(Source source, String kafka, String registry, List<Topic<?>> topics)
            throws InterruptedException {
        Outputs outputs = new Outputs(source, registry);
        try (KafkaConsumer<String, byte[]> consumer = Committed.reader(kafka)) {
            for (Topic<?> topic : topics) {
                outputs.read(consumer, topic.name());
            }
        }
        return outputs;
    }

    Map<String, Fact> facts() {
        return facts;
    }

    /** Keys of compacted topics that something happened to after the moment up to which is compared. */
    Set<String> later() {
        return later;
    }

    /** Chats of which a fact was made by an input that the log no longer holds. */
    Set<String> olderChats() {
        return olderChats;
    }

    /**
     * Chats in which a message has another id than here, if only by a microsecond that a summary took. Later commands
     * name the living log's ids, so from there on such a chat cannot be decided as it was.
     */
    Set<String> drifted(Outputs other) {
        Set<String> chats = new HashSet<>();
        ids.forEach((place, id) -> {
            if (!id.equals(other.ids.getOrDefault(place, id))) {
                chats.add(place.substring(0, place.indexOf('/')));
            }
        });
        return chats;
    }

    private void read(KafkaConsumer<String, byte[]> consumer, String topic) throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        JsonNode value = decoder.decode(record.value());
        boolean isFact =
                value.has("stamp") && !BY_THE_CLOCK.contains(value.path("kind").asText());
        if (!isFact) {
            return;
        }
        noteOlder(value);
        noteId(value);
        boolean isCompacted = catalogue.topic(record.topic()).cleanup().contains("compact");
        long millis = value.path("stamp").asLong() / MICROS;
        String key = record.topic() + " " + record.key();
        if (millis >= source.to().toEpochMilli()) {
            later.add(key);
            return;
        }
        String kind = value.path("kind").asText();
        String identity = isCompacted ? key : numbered(key + " " + kind + " " + record.partition() + " " + millis);
        facts.put(identity, new Fact(record.topic(), kind, chat(value), identity, Plain.of(value)));
    }

    /** Two of the same kind in one millisecond are told apart by their order. */
    private String numbered(String identity) {
        return identity + " #" + ordinals.merge(identity, 1, Integer::sum);
    }

    private static String chat(JsonNode value) {
        List<JsonNode> chats = new ArrayList<>(value.findValues("chat_id"));
        return chats.isEmpty() ? "" : chats.get(0).asText();
    }

    private void noteId(JsonNode value) {
        JsonNode message = value.at("/fact/Message");
        if (message.has("chat_seq")) {
            ids.put(
                    chat(value) + "/" + message.path("chat_seq"),
                    message.path("msg_id").asText());
        }
    }

    private void noteOlder(JsonNode value) {
        JsonNode cause = value.path("cause");
        String topic = cause.path("topic").asText();
        boolean isOlder = topic.equals(Topics.CHAT_RAW.name())
                && !source.hasInput(
                        topic,
                        cause.path("partition").asInt(),
                        cause.path("offset").asLong());
        if (isOlder) {
            olderChats.add(chat(value));
        }
    }
}
