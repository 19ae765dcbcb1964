package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SessionOpened;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section "Connecting" of the wire contract. */
class ConnectingTest {
    private static EdgeFixture edge;

    @BeforeAll
    static void start() {
        edge = EdgeFixture.plain();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void clean() {
        edge.bus.events.clear();
        edge.bus.resumes = false;
        edge.bus.head = 1042;
    }

    @Test
    void hello_is_the_first_frame() throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1") + "&device=d1")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.headers)
                    .containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .doesNotContainKey("sec-websocket-protocol");
            assertThat(client.readText())
                    .isEqualTo(
                            "{\"type\":\"hello\",\"user\":\"u1\",\"device\":\"d1\",\"server\":\"edge-t\",\"seq\":1042,"
                                    + "\"resumed\":false,\"heartbeat_ms\":30000,\"expires_at\":\"2026-11-01T13:00:00.000Z\","
                                    + "\"limits\":{\"content_bytes\":16384,\"frame_bytes\":65536,\"file_bytes\":104857600}}");
        }
    }

    @Test
    void an_app_server_has_no_connection_and_renews_none() throws IOException {
        String service = edge.serviceToken("app");

        try (RawClient refused = edge.upgrade("/ws?token=" + service);
                RawClient app = edge.connect("app")) {
            assertThat(refused.status()).isEqualTo(403);
            app.text("{\"type\":\"auth\",\"token\":\"" + service + "\"}");
            assertThat(app.readText()).contains("\"code\":\"unauthorized\"");
        }
    }

    @Test
    void a_token_comes_in_the_query_a_header_or_a_subprotocol() throws IOException {
        String token = edge.token("u1");

        try (RawClient header = edge.upgrade("/ws", "Authorization: Bearer " + token);
                RawClient protocol = edge.upgrade("/ws", "Sec-WebSocket-Protocol: chat.v1, bearer." + token);
                RawClient both = edge.upgrade("/ws?token=" + token, "Sec-WebSocket-Protocol: chat.v1")) {
            assertThat(header.readText()).contains("\"user\":\"u1\"", "\"device\":\"default\"");
            assertThat(protocol.readText()).contains("\"user\":\"u1\"");
            assertThat(protocol.headers).containsEntry("sec-websocket-protocol", "chat.v1");
            assertThat(both.headers).containsEntry("sec-websocket-protocol", "chat.v1");
        }
    }

    @Test
    void a_device_resumes_after_what_it_has_seen() throws Exception {
        edge.bus.resumes = true;

        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("returner") + "&device=d1&since=1040")) {
            assertThat(client.readText()).contains("\"seq\":1042,\"resumed\":true");
            edge.tell("returner", 1040, "seen");
            edge.tell("returner", 1041, "missed");
            edge.tell("returner", 1042, "missed too");
            edge.tell("returner", 1042, "twice");
            edge.tell("returner", 1043, "live");

            assertThat(client.readText()).contains("\"seq\":1041");
            assertThat(client.readText()).contains("\"seq\":1042");
            assertThat(client.readText()).contains("\"seq\":1043");
        }
        assertThat(edge.bus.events)
                .filteredOn(event -> event.getUser().equals("returner"))
                .first()
                .satisfies(event -> assertThat(((SessionOpened) event.getEvent()).getSince())
                        .isEqualTo(1040));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws?token=", "/ws?token=nonsense", "/ws?token=a.b.c"})
    void without_a_token_that_holds_there_is_no_upgrade(String target) throws IOException {
        try (RawClient client = edge.upgrade(target)) {
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.headers)
                    .containsEntry("www-authenticate", "Bearer")
                    .containsEntry("content-type", "application/problem+json");
            assertThat(client.body).contains("\"code\":\"unauthorized\"");
        }
    }

    @Test
    void an_expired_token_is_no_token() throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1", Duration.ofSeconds(-1)))) {
            assertThat(client.status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 403",
        "null, 403",
        "http://localhost, 403",
        "https://chat.example, 101",
    })
    void an_origin_must_be_allowed(String origin, int status) throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1"), "Origin: " + origin)) {
            assertThat(client.status()).isEqualTo(status);
        }
    }

    @Test
    void the_page_of_this_very_host_may_connect() throws IOException {
        String own = "Origin: http://localhost:" + edge.server.port();

        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1"), own)) {
            assertThat(client.status()).isEqualTo(101);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"&device=a%20b", "&device=", "&since=-1", "&since=x", "&since=", "&since=99999999999999999999"})
    void a_bad_device_or_since_is_422(String parameters) throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1") + parameters)) {
            assertThat(client.status()).isEqualTo(422);
            assertThat(client.body).contains("\"code\":\"bad_request\"");
        }
    }

    @Test
    void without_a_slot_or_while_draining_no_connection_is_taken() throws IOException {
        edge.bus.held = null;
        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1"))) {
            assertThat(client.status()).isEqualTo(503);
            assertThat(client.headers).containsKey("retry-after");
        }
        edge.bus.held = FakeBus.HOLDING;
        edge.open.set(false);

        try (RawClient client = edge.upgrade("/ws?token=" + edge.token("u1"))) {
            assertThat(client.status()).isEqualTo(503);
        }
        edge.open.set(true);
    }
}
