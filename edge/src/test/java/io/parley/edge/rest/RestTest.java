package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.edge.Limits;
import io.parley.edge.auth.Principal;
import io.parley.edge.auth.Revocations;
import io.parley.edge.content.ContentWriter;
import io.parley.edge.content.FakeKeys;
import io.parley.edge.erasure.Erasures;
import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.MemoryStore;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.presence.FakeHints;
import io.parley.edge.store.FakeTables;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.Recent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Calls as a client makes them, over a log and tables in memory. The caller is ann unless said otherwise. */
abstract class RestTest {
    static final Limits LIMITS = new Limits(
            16 << 10, 64 << 10, 1 << 20, 4 << 10, 100, 64, 64, 500, 64, 100, 2_048, 1_000, 500, 50, 200, 100, 200,
            1_000, 4);
    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeTables tables = new FakeTables();
    final FakeBus bus = new FakeBus();
    final Revocations revocations = new Revocations();
    final FakeHints hints = new FakeHints();
    final MemoryStore store = new MemoryStore();
    final ChatFiles files = store.files(LIMITS.fileBytes());
    /** Nothing is encrypted until a test gives it master keys. */
    final FakeKeys keys = new FakeKeys();

    final RestApi api = new RestApi(
            bus,
            revocations,
            new RestApi.Contents(
                    keys.reader(),
                    new ContentWriter(true, keys.ring(), keys::masters, bus, Duration.ofSeconds(5), Clock.systemUTC()),
                    keys.ring(),
                    new Erasures(
                            bus, tables, files, keys.ring(), () -> null, Duration.ofMinutes(1), Clock.systemUTC())),
            hints,
            tables,
            Recent.NONE,
            new Profiles(tables, 100, Duration.ofSeconds(5)),
            files,
            LIMITS,
            Duration.ofMillis(50),
            Duration.ofMillis(50));
    String caller = "ann";
    /** An app server that calls in place of the caller. */
    @Nullable
    Principal service;

    /** The principal of an app server, which acts for this user, or for nobody. */
    static Principal service(@Nullable String actsFor) {
        return new Principal("app", null, Instant.MAX, Instant.EPOCH, true, actsFor);
    }

    @AfterEach
    void close() {
        api.close();
        files.close();
    }

    record Answer(int status, Map<String, String> headers, JsonNode json) {
        String code() {
            return json.path("code").asText();
        }
    }

    Answer get(String target) {
        return call("GET", target, "", "application/json");
    }

    Answer send(String method, String target, String body) {
        return call(method, target, body, "application/json");
    }

    Answer call(String method, String target, String body, String contentType) {
        return call(method, target, body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    Answer call(String method, String target, byte[] body, String contentType) {
        String[] parts = target.split("\\?", 2);
        HttpCall call = new HttpCall(
                method,
                "/api/v1" + parts[0],
                List.of(parts[0].substring(1).split("/", -1)),
                query(parts.length > 1 ? parts[1] : ""),
                Map.of("content-type", contentType),
                body,
                service == null ? new Principal(caller, "Token " + caller, Instant.MAX) : service);
        try {
            HttpAnswer answer = api.handle(call).toCompletableFuture().get(10, TimeUnit.SECONDS);
            JsonNode json = answer.body().length == 0 ? JSON.nullNode() : JSON.readTree(answer.body());
            return new Answer(answer.status(), answer.headers(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(method + " " + target, e);
        }
    }

    private static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            String[] both = pair.split("=", 2);
            String value = both.length > 1 ? URLDecoder.decode(both[1], StandardCharsets.UTF_8) : "";
            query.computeIfAbsent(both[0], name -> new ArrayList<>()).add(value);
        }
        return query;
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(List.of(answer.status(), answer.code())).containsExactly(status, code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }
}
