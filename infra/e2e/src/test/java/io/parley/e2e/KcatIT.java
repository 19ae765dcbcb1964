package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A tool of others reads our topics, by the very lines of docs/replay.md. */
@Order(8)
class KcatIT {
    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);

    @AfterEach
    void end() {
        play.close();
    }

    @Test
    void the_lines_of_the_page_show_topics_keys_schemas_and_times() throws Exception {
        Person ann = play.person("ann");
        Person bob = play.person("bob");
        String chat = ann.direct(bob);
        Device laptop = ann.device("laptop").connect(0);
        laptop.expectAck(laptop.send(chat, "for kcat"));
        List<String> lines = Kcat.commands("kcat");
        assertThat(lines).hasSize(5);

        assertThat(run(lines.get(0), "")).contains("topic \"chat.messages\" with 1 partitions");
        Matcher newest = Pattern.compile("0:\\d+ \\d{13} " + Pattern.quote(chat) + " schema 0(\\d+)\\s")
                .matcher(run(lines.get(1), ""));
        assertThat(newest.find()).isTrue();
        JsonNode schema = Json.parse(
                Json.parse(run(lines.get(2), newest.group(1))).path("schema").asText());
        assertThat(schema.path("namespace").asText()).startsWith("io.parley");
        assertThat(run(lines.get(3), "").lines()).anyMatch(key -> key.contains(chat));
        assertThat(run(lines.get(4), "").lines()).anyMatch(line -> line.matches(Pattern.quote(chat) + " \\d+ bytes"));
    }

    private String run(String line, String id) throws Exception {
        return Kcat.run(
                line, Map.of("KAFKA", cluster.address("kafka"), "REGISTRY", cluster.address("registry"), "id", id));
    }
}
