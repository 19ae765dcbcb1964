package io.parley.sinks.redis;

import static io.parley.sinks.fixtures.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.parley.avro.FileRef;
import io.parley.avro.Role;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.UnavailableException;
import io.parley.sinks.fixtures.Facts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.embedded.RedisServer;

/** The scripts, in a real Redis. */
class RedisStoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 5;

    private static RedisServer server;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> reader;
    private static RedisURI uri;

    private RedisCommands<String, String> redis;
    private RedisStore store;

    @BeforeAll
    static void startRedis() throws IOException {
        int port = freePort();
        server = server(port);
        server.start();
        uri = RedisURI.create("redis://127.0.0.1:" + port);
        client = RedisClient.create(uri);
        reader = client.connect();
    }

    @AfterAll
    static void stopRedis() throws IOException {
        reader.close();
        client.shutdown(0, 1, java.util.concurrent.TimeUnit.SECONDS);
        server.stop();
    }

    @BeforeEach
    void open() {
        redis = reader.sync();
        redis.flushall();
        store = store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_newest_messages_of_a_chat_are_kept_in_order() throws PoisonException {
        for (int i = 1; i <= 8; i++) {
            write(Facts.said("g1", i, T0 + i));
        }

        assertThat(recent("g1"))
                .extracting(message -> message.get("chat_seq").asInt())
                .containsExactly(4, 5, 6, 7, 8);
        assertThat(redis.pttl("chat:{g1}:recent")).isPositive();
    }

    @Test
    void a_message_is_kept_in_the_words_of_the_contract() throws PoisonException {
        var message = Facts.message("g1", 1, T0)
                .setContent("Grüße 👋 / \u0001 \"x\"")
                .setMentions(List.of("bob"))
                .setData("{\"n\":12345678901234567890}")
                .setFile(FileRef.newBuilder()
                        .setFileId("f1")
                        .setName("a.png")
                        .setSize(104857600)
                        .setContentType("image/png")
                        .build());

        write(Facts.said(message, 1, T0));
        write(Facts.reacted("g1", 1, T0, T0 + 1, "bob", 2));

        JsonNode kept = recent("g1").get(0);
        assertThat(kept.get("stamp").asText()).isEqualTo(Long.toString(T0 + 1));
        assertThat(kept.get("version").asInt()).isEqualTo(1);
        assertThat(kept.get("content").asText()).isEqualTo("Grüße 👋 / \u0001 \"x\"");
        assertThat(kept.get("mentions").get(0).asText()).isEqualTo("bob");
        assertThat(kept.get("data").asText()).isEqualTo("{\"n\":12345678901234567890}");
        assertThat(kept.get("file").get("size").asLong()).isEqualTo(104857600);
        assertThat(kept.get("created_at").asText()).isEqualTo("2026-11-24T10:00:00.000Z");
        assertThat(kept.get("reactions").get("👍").asInt()).isEqualTo(2);
    }

    @Test
    void changes_of_a_message_show_if_it_is_still_there() throws PoisonException {
        write(Facts.said("g1", 1, T0), Facts.said("g1", 2, T0 + 1), Facts.said("g1", 3, T0 + 2));

        write(Facts.edited("g1", 1, T0, 2, T0 + 3, "better", "bob"));
        write(Facts.reacted("g1", 2, T0, T0 + 4, "bob", 1));
        write(Facts.deleted("g1", 2, T0, 2, T0 + 5));
        write(Facts.edited("g1", 99, T0, 2, T0 + 6, "of a message that is not kept"));

        List<JsonNode> kept = recent("g1");
        assertThat(kept).hasSize(3);
        assertThat(kept.get(0).get("content").asText()).isEqualTo("better");
        assertThat(kept.get(0).get("mentions").get(0).asText()).isEqualTo("bob");
        assertThat(kept.get(0).get("version").asInt()).isEqualTo(2);
        assertThat(kept.get(0).get("edited_at").asText()).isNotEmpty();
        assertThat(kept.get(1).has("content")).isFalse();
        assertThat(kept.get(1).has("reactions")).isFalse();
        assertThat(kept.get(1).get("deleted_at").asText()).isNotEmpty();
        assertThat(kept.get(2).get("content").asText()).isEqualTo("text 3");
    }

    @Test
    void unread_counts_are_absolute_and_never_go_back() throws PoisonException {
        write(Facts.changed("g1", T0, Facts.entry("bob", 5, 3, Role.MEMBER)));
        write(Facts.changed("g2", T0, Facts.entry("bob", 6, 9, Role.MEMBER)));

        write(Facts.changed("g1", T0, Facts.entry("bob", 4, 2, Role.MEMBER)));

        assertThat(redis.hgetall("unread:{bob}")).isEqualTo(Map.of("g1", "3", "g2", "9"));

        write(Facts.changed("g1", T0, Facts.entry("bob", 7, 0, null)));
        write(Facts.changed("g1", T0, Facts.entry("bob", 5, 3, Role.MEMBER)));

        assertThat(redis.hgetall("unread:{bob}")).as("who left stays away").isEqualTo(Map.of("g2", "9"));
    }

    @Test
    void the_registry_holds_who_is_connected_where() throws PoisonException {
        write(Facts.connected("ann", T0, Facts.session("phone", 1), Facts.session("tab", 2)));
        write(Facts.connected("ann", T0 + 1, Facts.session("tab", 3)));
        write(Facts.connected("ann", T0, Facts.session("phone", 1), Facts.session("tab", 2)));

        assertThat(redis.hgetall("edges:{ann}")).isEqualTo(Map.of("tab", "3 4 17"));

        write(Facts.connected("ann", T0 + 2));

        assertThat(redis.exists("edges:{ann}")).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void batches_twice_and_from_an_earlier_offset_leave_the_same(long seed) throws PoisonException {
        List<SpecificRecord> log = log(new Random(seed));
        write(log.toArray(SpecificRecord[]::new));
        Map<String, Object> once = all();
        redis.flushall();

        Random random = new Random(seed);
        int rewinds = 4;
        int from = 0;
        while (from < log.size()) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(9));
            write(log.subList(from, to).toArray(SpecificRecord[]::new));
            write(log.subList(from, to).toArray(SpecificRecord[]::new));
            from = rewinds-- > 0 ? random.nextInt(to + 1) : to;
        }

        assertThat(all()).isEqualTo(once);
    }

    @Test
    void a_redis_that_lost_its_scripts_gets_them_again() throws PoisonException {
        write(Facts.said("g1", 1, T0));
        redis.scriptFlush();

        write(Facts.said("g1", 2, T0 + 1));

        assertThat(recent("g1")).hasSize(2);
    }

    @Test
    void a_redis_that_is_down_is_unavailable_and_takes_the_batch_when_it_is_back() throws Exception {
        int port = freePort();
        RedisURI late = RedisURI.create("redis://127.0.0.1:" + port);
        RedisServer lateServer = server(port);
        try (RedisStore toLate = store(late)) {
            List<RedisWrite> batch =
                    new FactMapping().writes(Facts.changed("g1", T0, Facts.entry("bob", 5, 3, Role.MEMBER)));
            assertThatThrownBy(() -> toLate.write(batch)).isInstanceOf(UnavailableException.class);

            lateServer.start();
            toLate.write(batch);
            lateServer.stop();
            assertThatThrownBy(() -> toLate.write(batch)).isInstanceOf(UnavailableException.class);
            lateServer = server(port);
            lateServer.start();
            writeWhenBack(toLate, batch);

            try (RedisClient look = RedisClient.create(late)) {
                assertThat(look.connect().sync().hgetall("unread:{bob}")).isEqualTo(Map.of("g1", "3"));
            }
        } finally {
            lateServer.stop();
        }
    }

    /** As Connect does it, until the client has found Redis again. */
    private static void writeWhenBack(RedisStore store, List<RedisWrite> batch) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try {
                store.write(batch);
                return;
            } catch (UnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static List<SpecificRecord> log(Random random) {
        List<SpecificRecord> log = new ArrayList<>();
        int said = 0;
        for (int i = 1; i <= 120; i++) {
            int seq = said == 0 ? 0 : 1 + random.nextInt(said);
            switch (said == 0 ? 0 : random.nextInt(8)) {
                case 1 -> log.add(Facts.edited("g1", seq, T0, 2, T0 + i, "edit " + i));
                case 2 -> log.add(Facts.deleted("g1", seq, T0, 2, T0 + i));
                case 3 -> log.add(Facts.reacted("g1", seq, T0, T0 + i, "bob", random.nextInt(3)));
                case 4 -> log.add(Facts.connected("bob", T0 + i, Facts.session("d" + random.nextInt(3), i)));
                case 5, 6 ->
                    log.add(Facts.changed(
                            "g" + random.nextInt(3),
                            T0 + i,
                            Facts.entry("bob", i, random.nextInt(9), random.nextInt(4) == 0 ? null : Role.MEMBER)));
                default -> log.add(Facts.said("g1", ++said, T0 + i));
            }
        }
        return log;
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        for (String key : redis.keys("*")) {
            all.put(
                    key,
                    switch (redis.type(key)) {
                        case "zset" -> redis.zrange(key, 0, -1);
                        case "hash" -> redis.hgetall(key);
                        default -> redis.get(key);
                    });
        }
        return all;
    }

    private List<JsonNode> recent(String chat) {
        return redis.zrange("chat:{" + chat + "}:recent", 0, -1).stream()
                .map(RedisStoreTest::json)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private void write(SpecificRecord... facts) throws PoisonException {
        List<RedisWrite> writes = new ArrayList<>();
        for (SpecificRecord fact : facts) {
            writes.addAll(new FactMapping().writes(fact));
        }
        store.write(writes);
    }

    private static RedisStore store() {
        return store(uri);
    }

    private static RedisStore store(RedisURI to) {
        Duration timeout = Duration.ofSeconds(2);
        return new RedisStore(() -> LettuceConnection.open(to, false, timeout, ""), new Calls(KEPT, 60_000, 10), 100);
    }

    private static RedisServer server(int port) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
