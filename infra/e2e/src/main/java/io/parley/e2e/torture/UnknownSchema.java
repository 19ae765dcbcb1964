package io.parley.e2e.torture;

import io.parley.avro.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** A record of a schema that the registry does not have yet: a writer went live before its schema did. */
record UnknownSchema(String topic) implements Fault {
    private static final String TABLES = "cassandra-sink";
    private static final List<String> BOTH = List.of(TABLES, "redis-sink");

    /** The fact topics, each with the sinks that read it; all of them keep records that were acknowledged. */
    private static final Map<String, List<String>> READERS = new TreeMap<>(Map.of(
            Topics.CHAT_MESSAGES.name(), BOTH,
            Topics.CHAT_MEMBERS.name(), List.of(TABLES),
            Topics.CHAT_MARKS.name(), List.of(TABLES),
            Topics.USER_CHANGES.name(), BOTH,
            Topics.USER_PROFILES.name(), List.of(TABLES)));

    static List<UnknownSchema> all() {
        return READERS.keySet().stream().map(UnknownSchema::new).toList();
    }

    private List<String> readers() {
        return READERS.getOrDefault(topic, List.of());
    }

    @Override
    public String name() {
        return "schema:" + topic;
    }

    @Override
    public String does() {
        return "a record comes whose schema id the registry does not know, of nobody";
    }

    @Override
    public String undone() {
        return "the schema is registered, and the sinks' failed tasks are set going again, as the launcher does by itself";
    }

    @Override
    public String promise() {
        return "sockets notice nothing; what REST reads stands still, or is 503, while the sinks of the topic stand before the record; none skips it, and its row is there in the end. The push application reads chat.marks and user.changes too: its threads die of the record and are replaced until the schema is there; after `talk.thread.restarts` of them it rests for `push.rest.ms`, as `parley_push_running` says, and tries again";
    }

    @Override
    public List<String> parts() {
        return List.of("topics", "connect", "registry", "kafka", "cassandra", "redis");
    }

    @Override
    public void strike(Ground ground) {
        String nobody = ground.play().unique("nobody");
        SpecificRecord fact = Stranger.of(topic, nobody);
        Registrations registry =
                new Registrations(ground.cluster().address("registry"), fact.getSchema(), () -> ground.play()
                        .unique("schema"));
        int id = registry.unknown();
        String key = topic.equals(Topics.CHAT_MARKS.name()) ? nobody + "/" + nobody : nobody;
        ground.log().write(topic, key, Stranger.bytes(id, fact));
        readers().forEach(ground.connectors()::awaitFailed);
        registry.reach(id);
    }

    @Override
    public void undo(Ground ground) {
        readers().forEach(ground.connectors()::awaitRunning);
    }
}
