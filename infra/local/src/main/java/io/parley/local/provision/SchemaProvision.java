package io.parley.local.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.SchemaRegistry;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.local.Trouble;
import java.io.IOException;
import org.apache.avro.Schema;

/**
 * Registers the value schema of every topic under its subject, before anybody writes. The registry itself holds each
 * subject to compatibility with all its older versions, so that a schema that readers could not follow is refused here.
 */
public final class SchemaProvision {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String registry;
    private final Http http;

    /** {@code registry} is the base as Confluent's clients want it. */
    public SchemaProvision(String registry, Http http) {
        this.registry = registry;
        this.http = http;
    }

    public void run() throws IOException, InterruptedException {
        ObjectNode level = JSON.createObjectNode().put("compatibility", "FULL_TRANSITIVE");
        http.send("PUT", registry + "/config", level.toString()).require("The registry's rule cannot be set");
        for (Topic<?> topic : Topics.ALL) {
            register(topic.subject(), topic.schema());
        }
    }

    private void register(String subject, Schema schema) throws IOException, InterruptedException {
        Http.Answer answer = http.send("POST", registry + "/subjects/" + subject + "/versions", body(schema));
        if (answer.status() == 409) {
            throw new Trouble(
                    "The schema of " + subject + " is not compatible with those that the data was written with.",
                    "Make the change compatible, or begin anew with `./parley reset`.");
        }
        answer.require("The schema of " + subject + " cannot be registered");
    }

    static String body(Schema schema) {
        return JSON.createObjectNode()
                .put("schema", SchemaRegistry.text(schema))
                .toString();
    }
}
