package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.rates.RateSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user has one rate on an edge, over all devices, and an address one for its connections. */
class RatesTest {
    private EdgeFixture edge;

    @BeforeEach
    void start() {
        edge = new EdgeFixture(Map.ofEntries(
                Map.entry(RateSettings.SENDS, "1"),
                Map.entry(RateSettings.SENDS_BURST, "2"),
                Map.entry(RateSettings.CALLS, "1"),
                Map.entry(RateSettings.CALLS_BURST, "2"),
                Map.entry(RateSettings.SERVICE_CALLS, "1"),
                Map.entry(RateSettings.SERVICE_CALLS_BURST, "3"),
                Map.entry(RateSettings.CONNECTS, "1"),
                Map.entry(RateSettings.CONNECTS_BURST, "3"),
                Map.entry(RateSettings.REFUSALS, "1"),
                Map.entry(RateSettings.REFUSALS_BURST, "2"),
                Map.entry(RateSettings.FORWARDED, "true")));
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private HttpResponse<String> chats(String user) throws Exception {
        return chats(edge.token(user), user);
    }

    private HttpResponse<String> chats(String token, String user) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + edge.server.port() + "/api/v1/chats"))
                .header("Authorization", "Bearer " + token)
                .header("Parley-User", user)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void an_app_server_has_a_rate_of_its_own_for_all_its_users_and_takes_nothing_of_theirs() throws Exception {
        String service = edge.serviceToken("app");

        for (String user : new String[] {"ann", "ann", "bob"}) {
            assertThat(chats(service, user).statusCode()).isEqualTo(200);
        }

        assertThat(chats(service, "cat").statusCode()).isEqualTo(429);
        assertThat(chats("ann").statusCode()).isEqualTo(200);
    }

    private RawClient from(String addresses, String user) throws IOException {
        return edge.upgrade("/ws?token=" + edge.token(user), "X-Forwarded-For: " + addresses);
    }

    @Test
    void devices_of_a_user_share_what_the_user_may_send_and_others_have_their_own() throws Exception {
        String hi = "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"ref\":\"r\"}";

        try (RawClient phone = edge.connect("ann");
                RawClient laptop = edge.upgrade("/ws?device=laptop&token=" + edge.token("ann"));
                RawClient bob = edge.connect("bob")) {
            laptop.readText();
            phone.text(hi);
            phone.text(hi);
            phone.text("{\"type\":\"ping\"}");
            assertThat(phone.readText()).contains("pong");
            laptop.text(hi);
            bob.text(hi);
            bob.text("{\"type\":\"ping\"}");

            assertThat(laptop.readText()).contains("\"code\":\"rate_limited\"", "\"retry_after_ms\":");
            assertThat(bob.readText()).contains("pong");
        }
        assertThat(edge.bus.commands).hasSize(3);
    }

    @Test
    void calls_over_the_rate_are_429_and_pass_after_what_retry_after_says() throws Exception {
        chats("ann");
        chats("ann");

        HttpResponse<String> over = chats("ann");
        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(over.body()).contains("\"code\":\"rate_limited\"");
        assertThat(chats("bob").statusCode()).isEqualTo(200);

        edge.pass(Duration.ofSeconds(
                Long.parseLong(over.headers().firstValue("Retry-After").orElseThrow())));
        assertThat(chats("ann").statusCode()).isEqualTo(200);
    }

    @Test
    void handshakes_of_an_address_over_the_rate_are_429_whoever_asks_and_the_nearest_proxy_says_which_it_is()
            throws IOException {
        for (int i = 0; i < 3; i++) {
            try (RawClient client = from("198.51.100." + i + ", 203.0.113.9", "u" + i)) {
                assertThat(client.status()).isEqualTo(101);
            }
        }

        try (RawClient fourth = from("198.51.100.4, 203.0.113.9", "u4");
                RawClient other = from("198.51.100.4", "u4")) {
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.headers).containsEntry("retry-after", "2");
            assertThat(other.status()).isEqualTo(101);
        }
    }

    private int status(String token, String addresses) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + edge.server.port() + "/api/v1/chats"))
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", addresses)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void calls_with_bad_tokens_are_limited_by_address_and_good_ones_from_there_are_not() throws Exception {
        assertThat(status("bad", "6.6.6.6, 10.0.0.1")).isEqualTo(401);
        assertThat(status("bad", "7.7.7.7, 10.0.0.1")).isEqualTo(401);

        assertThat(status("bad", "8.8.8.8, 10.0.0.1")).isEqualTo(429);
        assertThat(status("bad", "8.8.8.8, 10.0.0.2")).isEqualTo(401);
        assertThat(status(edge.token("bob"), "8.8.8.8, 10.0.0.1")).isEqualTo(200);
    }
}
