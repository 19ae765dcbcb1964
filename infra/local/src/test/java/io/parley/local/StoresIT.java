package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.parley.avro.Catalogue;
import io.parley.local.part.Kind;
import io.parley.local.provision.Http;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stores as real processes. */
class StoresIT {
    private static Stack stack;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stack = Stack.builder(folder)
                .parts(Kind.KAFKA, Kind.CASSANDRA, Kind.REDIS, Kind.REGISTRY)
                .shards(4)
                .start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void every_topic_of_the_catalogue_is_there_with_the_partitions_it_was_given() throws Exception {
        try (Admin admin = admin()) {
            Set<String> names = admin.listTopics().names().get();

            assertThat(names)
                    .contains(Catalogue.load().topics().stream()
                            .map(Catalogue.Entry::name)
                            .toArray(String[]::new));
            assertThat(admin.describeTopics(Set.of("chat.raw")).allTopicNames().get())
                    .hasEntrySatisfying(
                            "chat.raw", topic -> assertThat(topic.partitions()).hasSize(4));
        }
    }

    @Test
    void the_registry_knows_a_subject_for_each_topic() throws Exception {
        String subjects =
                new Http().send("GET", stack.registry() + "/subjects", "").require("no subjects");

        assertThat(subjects).contains("chat.raw-value", "chat.messages-value", "edge.delivery-value");
    }

    @Test
    void the_tables_are_made() {
        try (CqlSession session = session()) {
            assertThat(session.execute("SELECT * FROM messages LIMIT 1").one()).isNull();
        }
    }

    @Test
    void a_broker_that_was_killed_comes_back_with_what_it_had() throws Exception {
        long before = stack.pid("kafka");

        stack.kill("kafka");
        stack.awaitReady("kafka");

        assertThat(stack.pid("kafka")).isNotEqualTo(before);
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get()).contains("chat.raw");
        }
    }

    @Test
    void tables_survive_the_death_of_their_server() {
        try (CqlSession session = session()) {
            session.execute("INSERT INTO users (user_id, name) VALUES ('alice', 'Alice')");
        }

        stack.kill("cassandra");
        stack.awaitReady("cassandra");

        try (CqlSession session = session()) {
            assertThat(session.execute("SELECT name FROM users WHERE user_id = 'alice'")
                            .all())
                    .extracting(row -> row.getString("name"))
                    .containsExactly("Alice");
        }
    }

    private static CqlSession session() {
        String[] address = stack.cassandra().split(":");
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(stack.datacenter())
                .withKeyspace(stack.keyspace())
                .build();
    }

    private static Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()));
    }
}
