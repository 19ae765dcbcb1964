package io.parley.e2e.torture;

import io.parley.avro.MessageFact;
import java.util.List;

/** A record of a schema that the registry does not have yet: a writer went live before its schema did. */
record UnknownSchema() implements Fault {
    private static final List<String> READERS = List.of("cassandra-sink", "redis-sink");

    @Override
    public String name() {
        return "schema:chat.messages";
    }

    @Override
    public String does() {
        return "a record comes whose schema id the registry does not know, in a chat of nobody";
    }

    @Override
    public String undone() {
        return "the schema is registered, and the sinks' failed tasks are set going again, as the launcher does by itself";
    }

    @Override
    public String promise() {
        return "sockets notice nothing; what REST reads stands still, or is 503, while the sinks stand before the record; none skips it, and its row is there in the end";
    }

    @Override
    public List<String> parts() {
        return List.of("topics", "connect", "registry", "kafka", "cassandra", "redis");
    }

    @Override
    public void strike(Ground ground) {
        MessageFact fact = Stranger.words(ground.play().unique("nobody"));
        Registrations registry =
                new Registrations(ground.cluster().address("registry"), fact.getSchema(), () -> ground.play()
                        .unique("schema"));
        int id = registry.unknown();
        ground.log().write("chat.messages", fact.getChatId(), Stranger.bytes(id, fact));
        READERS.forEach(ground.connectors()::awaitFailed);
        registry.reach(id);
    }

    @Override
    public void undo(Ground ground) {
        READERS.forEach(ground.connectors()::awaitRunning);
    }
}
