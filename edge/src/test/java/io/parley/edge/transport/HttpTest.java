package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.EdgeSettings;
import io.parley.edge.http.HttpCall;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the edge's listener does with plain HTTP. */
class HttpTest {
    private static EdgeFixture edge;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        edge = new EdgeFixture(Map.of(EdgeSettings.REST_BODY_BYTES, "1024"));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @BeforeEach
    void clean() {
        edge.calls.clear();
    }

    private static HttpResponse<String> call(String method, String target, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + edge.server.port() + target))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String target, String... headers) throws Exception {
        return call("GET", target, BodyPublishers.noBody(), headers);
    }

    @Test
    void an_app_server_calls_for_the_user_whom_it_names() throws Exception {
        String bearer = "Bearer " + edge.serviceToken("app");

        get("/api/v1/chats", "Authorization", bearer, "Parley-User", "ann");
        get("/api/v1/chats", "Authorization", bearer);

        HttpCall forAnn = edge.calls.take();
        assertThat(forAnn.principal().user()).isEqualTo("ann");
        assertThat(forAnn.principal().subject()).isEqualTo("app");
        assertThat(edge.calls.take().principal().namesUser()).isFalse();
        HttpResponse<String> malformed = get("/api/v1/chats", "Authorization", bearer, "Parley-User", "no id");
        assertThat(malformed.statusCode()).isEqualTo(422);
        assertThat(malformed.body()).contains("\"code\":\"bad_request\"");
    }

    @Test
    void a_users_token_names_nobody_else() throws Exception {
        String bearer = "Bearer " + edge.token("ann");

        assertThat(get("/api/v1/chats", "Authorization", bearer, "Parley-User", "ann")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = get("/api/v1/chats", "Authorization", bearer, "Parley-User", "bob");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"forbidden\"");
        assertThat(edge.calls).hasSize(1);
    }

    @Test
    void a_call_is_handed_on_whole() throws Exception {
        String bearer = "Bearer " + edge.token("ann");

        HttpResponse<String> answer = call(
                "PATCH",
                "/api/v1/chats/a%2Fb+c/members/u%C3%A9?limit=5&q=a%20b&limit=6",
                BodyPublishers.ofString("{\"role\":\"admin\"}"),
                "Authorization",
                bearer,
                "X-Own",
                "1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        HttpCall call = edge.calls.take();
        assertThat(call.method()).isEqualTo("PATCH");
        assertThat(call.segments()).containsExactly("chats", "a/b+c", "members", "u\u00e9");
        assertThat(call.query()).containsEntry("limit", List.of("5", "6")).containsEntry("q", List.of("a b"));
        assertThat(call.headers()).containsEntry("x-own", "1");
        assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo("{\"role\":\"admin\"}");
        assertThat(call.principal().user()).isEqualTo("ann");
    }

    @Test
    void a_call_without_a_token_is_401() throws Exception {
        for (String[] headers : new String[][] {{}, {"Authorization", "Bearer x"}, {"Authorization", "Basic eDp4"}}) {
            HttpResponse<String> answer = get("/api/v1/chats", headers);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(edge.calls).isEmpty();
    }

    @Test
    void a_body_over_its_limit_is_413_announced_or_not() throws Exception {
        String bearer = "Bearer " + edge.token("ann");
        byte[] large = new byte[1025];
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

        HttpResponse<String> announced =
                call("POST", "/api/v1/chats", BodyPublishers.ofByteArray(large), "Authorization", bearer);
        HttpResponse<String> unannounced = call("POST", "/api/v1/chats", chunked, "Authorization", bearer);

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.body()).contains("\"code\":\"too_large\"");
        assertThat(unannounced.statusCode()).isEqualTo(413);
        assertThat(edge.calls).isEmpty();
    }

    @Test
    void the_page_comes_with_a_strict_policy_and_is_not_sent_twice() throws Exception {
        HttpResponse<String> page = get("/index.txt");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String etag = page.headers().firstValue("ETag").orElseThrow();

        assertThat(get("/index.txt", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("/assets/app-0a1b2c3d.js").headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
    }

    @Test
    void other_paths_are_not_found() throws Exception {
        for (String target :
                List.of("/nothing", "/../logback.xml", "/%2e%2e/logback.xml", "/assets/", "/api/v2/chats")) {
            HttpResponse<String> answer = get(target);

            assertThat(answer.statusCode()).as(target).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"not_found\"");
        }
        assertThat(call("POST", "/index.txt", BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void operators_are_answered() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").body()).isEqualTo("a_metric 1\n");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        edge.bus.held = null;
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        edge.bus.held = FakeBus.HOLDING;
        edge.open.set(false);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        edge.open.set(true);
    }

    @Test
    void in_local_mode_anybody_here_may_be_anybody() throws Exception {
        HttpResponse<String> answer = get("/local/token?user=ann");
        String token =
                answer.body().substring("{\"token\":\"".length(), answer.body().length() - 2);

        assertThat(get("/api/v1/chats", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
        assertThat(get("/local/token?user=a%20b").statusCode()).isEqualTo(422);
    }

    @Test
    void a_page_under_another_name_gets_no_local_token() throws Exception {
        try (RawClient rebound = new RawClient(edge.server.port(), "/local/token?user=ann", "Host: evil.example")) {
            assertThat(rebound.status()).isNotEqualTo(200);
        }
    }
}
