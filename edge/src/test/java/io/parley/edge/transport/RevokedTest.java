package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an edge does with tokens that were revoked, and before it knows which were. */
class RevokedTest {
    private static final String PING = "{\"type\":\"ping\"}";

    private final EdgeFixture edge = EdgeFixture.plain();

    @AfterEach
    void stop() {
        edge.close();
    }

    private int get(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + edge.server.port() + "/api/v1/chats"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private int upgrade(String token) throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + token)) {
            return client.status();
        }
    }

    @Test
    void open_connections_close_with_4401_and_those_of_others_stay() throws Exception {
        try (RawClient ann = edge.connect("ann");
                RawClient bob = edge.connect("bob")) {
            edge.revoke("ann", 1);

            assertThat(ann.readCloseCode()).isEqualTo(4401);
            bob.text(PING);
            assertThat(bob.readText()).contains("pong");
        }
    }

    @Test
    void a_revoked_token_is_refused_by_calls_and_sockets_and_a_newer_one_holds() throws Exception {
        String old = edge.token("ann");
        edge.revoke("ann", 1);
        edge.pass(Duration.ofSeconds(1));
        String young = edge.token("ann");

        assertThat(get(old)).isEqualTo(401);
        assertThat(upgrade(old)).isEqualTo(401);
        assertThat(get(young)).isEqualTo(200);
        assertThat(upgrade(young)).isEqualTo(101);
    }

    @Test
    void a_connection_that_was_renewed_lives_as_long_as_its_newer_token_holds() throws Exception {
        try (RawClient ann = edge.connect("ann")) {
            edge.pass(Duration.ofSeconds(2));
            ann.text("{\"type\":\"auth\",\"token\":\"" + edge.token("ann") + "\"}");
            ann.readText();

            edge.revocations.observe("ann", edge.now().minusSeconds(1), 1);
            edge.sessions.revoked("ann");
            ann.text(PING);
            assertThat(ann.readText()).contains("pong");
            edge.revoke("ann", 2);

            assertThat(ann.readCloseCode()).isEqualTo(4401);
        }
    }

    @Test
    void an_app_servers_token_is_revoked_by_its_own_name_and_not_by_that_of_its_user() throws Exception {
        String service = edge.serviceToken("app");
        edge.revoke("ann", 1);
        assertThat(get(service)).isEqualTo(200);

        edge.revoke("app", 1);

        assertThat(get(service)).isEqualTo(401);
    }

    @Test
    void before_it_is_known_what_was_revoked_nobody_is_let_in() throws Exception {
        edge.revocations.known(false);

        assertThat(get(edge.token("ann"))).isEqualTo(503);
        assertThat(upgrade(edge.token("ann"))).isEqualTo(503);
    }

    @Test
    void what_was_said_first_does_not_take_back_what_was_said_later() throws Exception {
        edge.revoke("ann", 2);

        edge.revocations.observe("ann", edge.now().minusSeconds(3_600), 1);

        assertThat(get(edge.token("ann"))).isEqualTo(401);
    }
}
