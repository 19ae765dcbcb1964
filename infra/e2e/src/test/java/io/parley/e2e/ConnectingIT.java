package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Tokens;
import io.parley.client.wire.RawSocket;
import io.parley.client.wire.UpgradeRefused;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's section "Connecting", sentence by sentence. */
@Order(1)
class ConnectingIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void hello_comes_first_and_says_who_where_and_what_holds() throws Exception {
        RawSocket socket = open("?device=d1", bearer(ann.token()));

        JsonNode hello = hello(socket);

        assertThat(socket.frames().get(0).json()).isEqualTo(hello);
        assertThat(hello.path("user").asText()).isEqualTo(ann.id());
        assertThat(hello.path("device").asText()).isEqualTo("d1");
        assertThat(hello.path("server").asText()).isNotEmpty();
        assertThat(hello.path("seq").isIntegralNumber()).isTrue();
        assertThat(hello.path("resumed").isBoolean()).isTrue();
        assertThat(hello.path("heartbeat_ms").asLong())
                .isEqualTo(cluster.heartbeat().toMillis());
        assertThat(Instant.parse(hello.path("expires_at").asText())).isAfter(Instant.now());
        assertThat(hello.path("limits").path("content_bytes").asLong()).isEqualTo(16_384);
        assertThat(hello.path("limits").path("frame_bytes").asLong()).isEqualTo(65_536);
        assertThat(hello.path("limits").path("file_bytes").asLong()).isEqualTo(104_857_600);
    }

    @Test
    void a_token_comes_in_the_query_in_a_header_or_as_a_subprotocol() throws Exception {
        assertThat(hello(open("?token=" + ann.token(), Map.of())).path("user").asText())
                .isEqualTo(ann.id());
        assertThat(hello(open("", bearer(ann.token()))).path("user").asText()).isEqualTo(ann.id());
        Map<String, String> subprotocols = Map.of("Sec-WebSocket-Protocol", "chat.v1, bearer." + ann.token());
        assertThat(hello(open("", subprotocols)).path("user").asText()).isEqualTo(ann.id());
    }

    @Test
    void the_device_is_default_when_none_is_named() throws Exception {
        assertThat(hello(open("", bearer(ann.token()))).path("device").asText()).isEqualTo("default");
    }

    @Test
    void a_missing_malformed_expired_or_foreign_token_is_401_with_a_problem() throws Exception {
        long past = Instant.now().minusSeconds(3_600).getEpochSecond();
        long future = Instant.now().plusSeconds(3_600).getEpochSecond();
        List<String> bad = List.of(
                "nonsense",
                Tokens.hs256(cluster.secret(), Map.of("sub", ann.id(), "exp", past)),
                Tokens.hs256(cluster.secret(), Map.of("sub", ann.id())),
                Tokens.hs256(cluster.secret(), Map.of("exp", future)),
                Tokens.hs256(cluster.secret(), Map.of("sub", "not a user id!", "exp", future)),
                Tokens.hs256("another-secret-that-is-long-enough-for-hs256", Map.of("sub", ann.id(), "exp", future)),
                unsigned(ann.id(), future));

        assertRefused("", Map.of(), 401, "unauthorized");
        for (String token : bad) {
            assertRefused("", bearer(token), 401, "unauthorized");
            assertRefused("?token=" + token.replace(" ", "%20"), Map.of(), 401, "unauthorized");
        }
    }

    @Test
    void an_origin_that_is_not_allowed_is_403() throws Exception {
        assertRefused(
                "",
                Map.of("Origin", "http://evil.example", "Authorization", "Bearer " + ann.token()),
                403,
                "forbidden");
    }

    @Test
    void an_allowed_origin_and_the_edges_own_connect() throws Exception {
        for (String origin : List.of("http://friend.example", cluster.edge(0).toString())) {
            hello(open("", Map.of("Origin", origin, "Authorization", "Bearer " + ann.token())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?device=",
                "?device=a%20b",
                "?device=%C3%A4",
                "?device=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "?since=-1",
                "?since=abc",
                "?since=1.5",
                "?since=99999999999999999999"
            })
    void a_bad_device_or_since_is_422(String query) throws Exception {
        assertRefused(query, bearer(ann.token()), 422, "bad_request");
    }

    @Test
    void since_brings_everything_after_it_in_order_and_before_anything_new() {
        Device phone = ann.device("phone").connect(0);
        String chat = ann.direct(bob);
        phone.expectAck(phone.send(chat, "one"));
        phone.expectMessage("one");
        Device laptop = ann.device("laptop").connect(1, OptionalLong.of(0));
        laptop.expectMessage("one");
        long seen = laptop.lastSeq();
        laptop.leave();
        for (String words : List.of("two", "three", "four")) {
            phone.expectAck(phone.send(chat, words));
        }
        phone.expectMessage("four");

        laptop.connect(1, OptionalLong.of(seen));
        phone.send(chat, "five");
        laptop.expectMessage("five");

        JsonNode hello = laptop.frames().get(0);
        assertThat(hello.path("resumed").asBoolean()).isTrue();
        assertThat(hello.path("seq").asLong()).isGreaterThanOrEqualTo(seen + 3);
        List<JsonNode> messages = laptop.frames().stream()
                .filter(frame -> Device.is(frame, "message"))
                .toList();
        assertThat(messages)
                .extracting(frame -> frame.path("content").asText())
                .containsExactly("two", "three", "four", "five");
        assertThat(laptop.frames().stream()
                        .filter(frame -> frame.has("seq") && !Device.is(frame, "hello"))
                        .map(frame -> frame.path("seq").asLong())
                        .findFirst())
                .hasValue(seen + 1);
    }

    @Test
    void a_since_that_the_stream_never_reached_is_not_resumed() {
        Device phone = ann.device("phone").connect(0, OptionalLong.of(1_000_000));

        JsonNode hello = phone.frames().get(0);

        assertThat(hello.path("resumed").asBoolean()).isFalse();
        assertThat(hello.path("seq").asLong()).isLessThan(1_000_000);
    }

    @Test
    void without_since_nothing_older_than_hello_follows() {
        Device phone = ann.device("phone").connect(0);
        String chat = ann.direct(bob);
        phone.expectAck(phone.send(chat, "old"));
        phone.expectMessage("old");

        Device laptop = ann.device("laptop").connect(1);
        long head = laptop.frames().get(0).path("seq").asLong();
        phone.send(chat, "new");
        JsonNode fresh = laptop.expectMessage("new");
        phone.expectMessage("new");

        assertThat(head).isEqualTo(phone.lastSeq() - 1);
        assertThat(fresh.path("seq").asLong()).isEqualTo(head + 1);
        assertThat(laptop.frames())
                .noneMatch(frame -> frame.path("content").asText().equals("old"));
    }

    @Test
    void a_snapshot_with_min_seq_has_all_that_the_stream_will_not_bring() {
        Device phone = ann.device("phone").connect(0);
        String chat = ann.direct(bob);
        phone.expectAck(phone.send(chat, "before"));
        phone.expectMessage("before");

        Device fresh = ann.device("fresh").connect(1);
        long head = fresh.frames().get(0).path("seq").asLong();
        JsonNode chats = ann.get("chats?min_seq=" + head);
        JsonNode history = ann.get("chats/" + chat + "/messages?min_seq=" + head);

        assertThat(chats.path("as_of").asLong()).isGreaterThanOrEqualTo(head);
        assertThat(chats.path("chats")
                        .get(0)
                        .path("last_message")
                        .path("content")
                        .asText())
                .isEqualTo("before");
        assertThat(history.path("messages").get(0).path("content").asText()).isEqualTo("before");
    }

    @Test
    void a_newer_connection_of_the_same_device_replaces_the_older_on_whatever_edge() {
        Device older = ann.device("phone").connect(0);
        Device other = ann.device("tablet").connect(0);

        Device newer = ann.device("phone").connect(1);

        assertThat(older.awaitClose()).hasValue(4409);
        Device newest = ann.device("phone").connect(1);
        assertThat(newer.awaitClose()).hasValue(4409);
        String chat = ann.direct(bob);
        newest.expectAck(newest.send(chat, "still here"));
        newest.expectMessage("still here");
        other.expectMessage("still here");
    }

    @Test
    void many_devices_at_once_each_get_everything() {
        List<Device> devices = List.of(
                ann.device("a").connect(0),
                ann.device("b").connect(1),
                ann.device("c").connect(0),
                bob.device("d").connect(1));
        String chat = ann.direct(bob);

        devices.get(1).send(chat, "hello all");

        devices.forEach(device -> device.expectMessage("hello all"));
    }

    @Test
    void a_silent_connection_is_closed_with_4408_and_any_frame_keeps_it() throws Exception {
        RawSocket silent = open("?device=silent", bearer(ann.token()));
        Device lively = ann.device("lively").connect(0);
        hello(silent);

        assertThat(silent.awaitClose(Device.PATIENCE)).hasValue(4408);
        assertThat(lively.isOpen()).isTrue();
    }

    @Test
    void a_connection_ends_with_4401_when_its_token_expires() throws Exception {
        RawSocket socket = open("?device=short", bearer(shortToken(ann.id(), 4)));
        hello(socket);

        assertThat(socket.awaitClose(Device.PATIENCE)).hasValue(4401);
    }

    @Test
    void a_new_token_in_time_renews_the_connection() throws Exception {
        RawSocket renewed = open("?device=renewed", bearer(shortToken(ann.id(), 6)));
        RawSocket witness = open("?device=witness", bearer(shortToken(ann.id(), 6)));
        Instant expiry = Instant.now().plusSeconds(3_600);
        renewed.text(Json.of(
                        "{'type':'auth','ref':'r1','token':'%s'}",
                        Tokens.hs256(cluster.secret(), Map.of("sub", ann.id(), "exp", expiry.getEpochSecond())))
                .toString());

        JsonNode authed = first(renewed, "authed");
        assertThat(authed.path("ref").asText()).isEqualTo("r1");
        assertThat(Instant.parse(authed.path("expires_at").asText()).getEpochSecond())
                .isEqualTo(expiry.getEpochSecond());

        assertThat(witness.awaitClose(Device.PATIENCE)).hasValue(4401);
        renewed.text("{\"type\":\"ping\",\"ref\":\"alive\"}");
        assertThat(renewed.await(0, frame -> frame.path("ref").asText().equals("alive"), Device.PATIENCE))
                .isNotNull();
    }

    @Test
    void a_bad_or_foreign_token_is_unauthorized_and_the_old_one_goes_on_counting() {
        Device phone = ann.device("phone").connect(0);

        phone.say("{'type':'auth','ref':'bad','token':'nonsense'}");
        phone.say("{'type':'auth','ref':'foreign','token':'%s'}", bob.token());

        assertThat(phone.expectRef("bad").path("code").asText()).isEqualTo("unauthorized");
        assertThat(phone.expectRef("foreign").path("code").asText()).isEqualTo("unauthorized");
        phone.settle();
        assertThat(phone.isOpen()).isTrue();
    }

    private RawSocket open(String query, Map<String, String> headers) throws Exception {
        return RawSocket.open(
                play.loop(), URI.create(cluster.edge(0) + "/ws" + query), headers, Duration.ofSeconds(10));
    }

    private static JsonNode hello(RawSocket socket) {
        return first(socket, "hello");
    }

    private static JsonNode first(RawSocket socket, String type) {
        RawSocket.Received found = socket.await(0, frame -> Device.is(frame, type), Device.PATIENCE);
        return Objects.requireNonNull(found, "no " + type + " came").json();
    }

    private void assertRefused(String query, Map<String, String> headers, int status, String code) throws Exception {
        try {
            RawSocket socket = open(query, headers);
            throw new AssertionError("not refused: " + query + " " + headers + " got " + socket.frames());
        } catch (UpgradeRefused refusal) {
            assertThat(refusal.status())
                    .as("%s %s: %s", query, headers, refusal.body())
                    .isEqualTo(status);
            assertThat(refusal.headers().get("content-type")).startsWith("application/problem+json");
            assertThat(Json.parse(refusal.body()).path("code").asText()).isEqualTo(code);
        }
    }

    private String shortToken(String user, int seconds) {
        return Tokens.hs256(
                cluster.secret(),
                Map.of("sub", user, "exp", Instant.now().plusSeconds(seconds).getEpochSecond()));
    }

    private static String unsigned(String user, long expiry) {
        java.util.Base64.Encoder url = java.util.Base64.getUrlEncoder().withoutPadding();
        String head = url.encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String claims = url.encodeToString(("{\"sub\":\"" + user + "\",\"exp\":" + expiry + "}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return head + "." + claims + ".";
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}
