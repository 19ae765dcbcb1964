package io.parley.sinks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.parley.avro.Topics;
import io.parley.local.Stack;
import io.parley.local.part.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Both sinks in a real worker. Every test has a chat of its own; what stops a sink comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SinksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int LAST = Integer.MAX_VALUE;

    private static Stack stack;
    private static Log log;
    private static Tables tables;
    private static Connectors connectors;
    private static RedisClient redisClient;
    private static StatefulRedisConnection<String, String> redis;

    @BeforeAll
    static void start(@TempDir Path folder) {
        stack = Stack.builder(folder)
                .parts(Kind.KAFKA, Kind.CASSANDRA, Kind.REDIS, Kind.REGISTRY, Kind.CONNECT)
                .start();
        log = new Log(stack.kafka(), stack.registry());
        tables = new Tables(stack);
        connectors = new Connectors(stack.connect());
        redisClient = RedisClient.create(stack.redis());
        redis = redisClient.connect();
    }

    @AfterAll
    static void stop() {
        redis.close();
        redisClient.shutdown(0, 1, TimeUnit.SECONDS);
        tables.close();
        log.close();
        stack.close();
    }

    @Test
    void what_is_committed_to_the_log_becomes_rows_and_keys() {
        Talk talk = new Talk(log, "gRows", "ann", "bob");
        log.commit(talk.created());
        log.commit(talk.say("one"));
        log.commit(talk.say("two"));
        log.commit(talk.edit(1, "one, better"));
        log.commit(talk.react(2, "bob", true));
        log.commit(talk.read("bob", 2));
        log.commit(talk.connect("bob", 4));

        awaitReached(talk);
        await().atMost(PATIENCE).until(() -> redis.sync().hlen("edges:{bob}") == 1);

        Row chat = row("SELECT * FROM chats WHERE chat_id = ?", talk.chat());
        assertThat(chat.getLong("head_seq")).isEqualTo(2);
        assertThat(chat.getUuid("head_id")).isEqualTo(talk.id(2));
        assertThat(chat.getInt("version")).isEqualTo(1);
        assertThat(contents(talk)).containsExactly("two", "one, better");
        assertThat(row("SELECT * FROM reactions WHERE chat_id = ? AND bucket = 0", talk.chat())
                        .getString("user_id"))
                .isEqualTo("bob");
        Row mark = row("SELECT * FROM marks WHERE chat_id = ? AND user_id = ?", talk.chat(), "bob");
        assertThat(mark.getUuid("read")).isEqualTo(talk.id(2));
        Row member = row("SELECT * FROM members WHERE chat_id = ? AND user_id = ?", talk.chat(), "bob");
        assertThat(member.getString("role")).isEqualTo("member");
        Row mine = row("SELECT * FROM chats_by_user WHERE user_id = ? AND chat_id = ?", "bob", talk.chat());
        assertThat(mine.getInt("unread")).isEqualTo(2);
        assertThat(mine.getLong("as_of")).isGreaterThanOrEqualTo(3);
        assertThat(row("SELECT * FROM users WHERE user_id = ?", "bob").getString("name"))
                .isEqualTo("Name of bob");
        assertThat(redis.sync().zcard("chat:{gRows}:recent")).isEqualTo(2);
        assertThat(redis.sync().hget("unread:{bob}", "gRows")).isEqualTo("2");
        assertThat(redis.sync().hget("edges:{bob}", "phone")).isEqualTo("4 3 17");
    }

    @Test
    void what_was_aborted_is_nowhere() {
        Talk talk = new Talk(log, "gAborted", "ann", "bob");
        log.commit(talk.created());
        Talk twin = new Talk(log, "gNever", "ann", "bob");
        log.abort(twin.created());
        log.abort(twin.say("never"));

        log.commit(talk.say("after"));
        awaitReached(talk);

        assertThat(tables.all("SELECT * FROM chats WHERE chat_id = ?", "gNever"))
                .isEmpty();
        assertThat(tables.all("SELECT * FROM messages WHERE chat_id = ? AND bucket = 0", "gNever"))
                .isEmpty();
        assertThat(redis.sync().exists("chat:{gNever}:recent")).isZero();
    }

    @Test
    void from_offset_0_again_and_into_empty_stores_is_the_same() {
        Talk talk = new Talk(log, "gReplay", "ann", "bob", "cat");
        log.commit(talk.created());
        for (int i = 1; i <= 120; i++) {
            log.commit(talk.say("text " + i));
        }
        log.commit(talk.edit(120, "edited"));
        log.commit(talk.react(119, "cat", true));
        log.commit(talk.delete(119));
        log.commit(talk.remove("cat", 2));
        awaitReached(talk);
        awaitRecent(talk, 50);
        var before = tables.contents();
        var keysBefore = keys();

        replayAndAwait();

        assertThat(tables.contents()).as("over what is there").isEqualTo(before);
        assertThat(keys()).as("over what is there").isEqualTo(keysBefore);

        connectors.stop(Connectors.CASSANDRA);
        connectors.stop(Connectors.REDIS);
        tables.truncate();
        redis.sync().flushall();
        replayAndAwait();

        assertThat(tables.contents()).as("from nothing").isEqualTo(before);
        assertThat(keys()).as("from nothing").isEqualTo(keysBefore);
    }

    @Test
    void a_sink_held_back_shows_nothing_until_it_is_let_go() {
        Talk talk = new Talk(log, "gHeld", "ann", "bob");
        log.commit(talk.created());
        awaitReached(talk);
        connectors.pause(Connectors.CASSANDRA);

        log.commit(talk.say("held"));
        awaitRecent(talk, 1);

        assertThat(contents(talk)).isEmpty();

        connectors.resume(Connectors.CASSANDRA);
        awaitReached(talk);

        assertThat(contents(talk)).containsExactly("held");
    }

    @Test
    void cassandra_comes_back_and_the_sink_goes_on_by_itself() {
        Talk talk = new Talk(log, "gCassandra", "ann", "bob");
        log.commit(talk.created());
        awaitReached(talk);
        stack.stop("cassandra");

        log.commit(talk.say("while it is down"));
        awaitRecent(talk, 1);
        stack.start("cassandra");
        stack.awaitReady("cassandra");
        awaitReached(talk);

        assertThat(contents(talk)).containsExactly("while it is down");
        connectors.awaitTasks(Connectors.CASSANDRA, "RUNNING");
    }

    @Test
    void redis_comes_back_and_the_sink_goes_on_by_itself() {
        Talk talk = new Talk(log, "gRedis", "ann", "bob");
        log.commit(talk.created());
        stack.kill("redis");

        log.commit(talk.say("while it is down"));
        awaitReached(talk);
        awaitRecent(talk, 1);

        connectors.awaitTasks(Connectors.REDIS, "RUNNING");
    }

    @Test
    void a_worker_that_is_killed_loses_nothing() {
        Talk talk = new Talk(log, "gKilled", "ann", "bob");
        log.commit(talk.created());
        for (int i = 1; i <= 30; i++) {
            log.commit(talk.say("text " + i));
            if (i == 10) {
                stack.kill("connect");
            }
        }
        awaitReached(talk);
        awaitRecent(talk, 30);

        assertThat(contents(talk)).hasSize(30);
    }

    @Test
    void poison_is_kept_with_its_cause_and_its_neighbours_are_written() {
        Talk talk = new Talk(log, "gPoison", "ann", "bob");
        byte[] poison = "no record at all".getBytes(StandardCharsets.UTF_8);
        List<Log.Entry> entries = new ArrayList<>(talk.created());
        entries.addAll(talk.say("before"));
        entries.add(new Log.Entry(Topics.CHAT_MESSAGES.name(), talk.chat(), poison));
        entries.addAll(talk.say("after"));

        log.commit(entries);
        awaitReached(talk);
        awaitRecent(talk, 2);
        await().atMost(PATIENCE).until(() -> letters(poison).size() >= 2);

        assertThat(contents(talk)).containsExactly("after", "before");
        assertThat(letters(poison)).allSatisfy(letter -> {
            assertThat(header(letter, "__connect.errors.topic")).isEqualTo(Topics.CHAT_MESSAGES.name());
            assertThat(header(letter, "__connect.errors.exception.message")).contains("wire format");
        });
        assertThat(letters(poison))
                .extracting(letter -> header(letter, "__connect.errors.connector.name"))
                .contains(Connectors.CASSANDRA, Connectors.REDIS);
    }

    /** Asserts no time: it prints how long a reader who waits for their own write waits for this sink. */
    @Test
    @Order(LAST - 1)
    void the_time_from_an_append_to_its_row_is_told() {
        Talk talk = new Talk(log, "gTimed", "ann", "bob");
        log.commit(talk.created());
        awaitReached(talk);
        List<Long> micros = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            List<Log.Entry> entries = talk.say("text " + i);
            long start = System.nanoTime();
            log.commit(entries);
            long committed = System.nanoTime();
            while (!chatReached(talk) || !usersReached(talk)) {
                assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            }
            micros.add((System.nanoTime() - committed) / 1_000);
        }
        List<Long> sorted = micros.subList(100, 200).stream().sorted().toList();
        System.out.printf("commit to row: p50 %d us, p90 %d us%n", sorted.get(50), sorted.get(90));
    }

    @Test
    void a_configuration_that_would_lose_records_is_refused() {
        ObjectNode config = connectors.config(Connectors.CASSANDRA);
        config.put("name", "half-sink");
        config.put("consumer.override.isolation.level", "read_uncommitted");
        config.put("errors.tolerance", "none");
        config.put("topics", "chat.messages,chat.raw");
        config.put("cassandra.username", "somebody");

        Connectors.Answer answer = connectors.send("PUT", "half-sink/config", config.toString());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("must be read_committed", "must be all", "does not know [chat.raw]", "come together");
    }

    @Test
    @Order(LAST)
    void an_unknown_kind_stops_the_sink_with_a_clear_sentence() throws Exception {
        Talk talk = new Talk(log, "gLater", "ann", "bob");
        log.commit(talk.created());
        awaitReached(talk);

        log.commit(List.of(new Log.Entry(Topics.USER_CHANGES.name(), talk.chat(), fromLaterRelease())));

        for (String connector : List.of(Connectors.CASSANDRA, Connectors.REDIS)) {
            await().atMost(PATIENCE)
                    .until(() -> connectors.status(connector).toString().contains("FAILED"));
            assertThat(connectors.status(connector).toString()).contains("UnknownKindException", "Kissed");
        }
        assertThat(log.deadLetters())
                .noneMatch(letter -> header(letter, "__connect.errors.topic").equals(Topics.USER_CHANGES.name()));
    }

    /** A record whose schema has a kind more than ours; the registry has it under a subject of its own. */
    private static byte[] fromLaterRelease() throws Exception {
        Schema later = new Schema.Parser()
                .parse(
                        Topics.USER_CHANGES
                                .schema()
                                .toString()
                                .replace(
                                        "\"name\":\"change\",\"type\":[",
                                        "\"name\":\"change\",\"type\":[{\"type\":\"record\",\"name\":\"Kissed\",\"fields\":[]},"));
        int id = new io.parley.avro.SchemaRegistry(stack.registry()).register("later-value", later);
        GenericData.Record change = new GenericData.Record(later);
        change.put("event_id", "e");
        change.put("kind", "kissed");
        change.put("event_time", 0L);
        change.put("stamp", 1L);
        change.put("shard", 0);
        change.put(
                "change",
                new GenericData.Record(
                        later.getField("change").schema().getTypes().get(0)));
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(out, null);
        new org.apache.avro.generic.GenericDatumWriter<GenericData.Record>(later).write(change, encoder);
        return out.toByteArray();
    }

    private static void replayAndAwait() {
        for (String connector : List.of(Connectors.CASSANDRA, Connectors.REDIS)) {
            List<String> topics =
                    List.of(connectors.config(connector).path("topics").asText().split(","));
            connectors.replay(connector);
            await().atMost(PATIENCE).until(() -> Lag.of(stack.kafka(), "connect-" + connector, topics) == 0);
        }
    }

    private static void awaitReached(Talk talk) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> chatReached(talk) && usersReached(talk));
    }

    private static boolean chatReached(Talk talk) {
        Row chat = row("SELECT * FROM chats WHERE chat_id = ?", talk.chat());
        return talk.reach().entrySet().stream().allMatch(reach -> chat.getLong(reach.getKey()) >= reach.getValue());
    }

    private static boolean usersReached(Talk talk) {
        return talk.seqs().entrySet().stream()
                .allMatch(seq -> row("SELECT as_of FROM chats_by_user WHERE user_id = ?", seq.getKey())
                                .getLong("as_of")
                        >= seq.getValue());
    }

    private static void awaitRecent(Talk talk, long count) {
        String key = "chat:{" + talk.chat() + "}:recent";
        await().atMost(PATIENCE).ignoreExceptions().until(() -> redis.sync().zcard(key) >= count);
    }

    private static List<String> contents(Talk talk) {
        return tables.all("SELECT content FROM messages WHERE chat_id = ? AND bucket = 0", talk.chat()).stream()
                .map(row -> row.getString("content"))
                .toList();
    }

    private static Row row(String query, Object... values) {
        return Objects.requireNonNull(tables.one(query, values), query);
    }

    private static Map<String, Object> keys() {
        Map<String, Object> keys = new TreeMap<>();
        for (String key : redis.sync().keys("*")) {
            keys.put(
                    key,
                    switch (redis.sync().type(key)) {
                        case "zset" -> redis.sync().zrange(key, 0, -1);
                        case "hash" -> redis.sync().hgetall(key);
                        default -> redis.sync().get(key);
                    });
        }
        return keys;
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(byte[] value) {
        return log.deadLetters().stream()
                .filter(letter -> java.util.Arrays.equals(letter.value(), value))
                .toList();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
