package io.parley.local.provision;

import io.parley.local.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP to the parts of an instance. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** What came back. */
    public record Answer(int status, String body) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        public String require(String sentence) {
            if (!ok()) {
                throw new Trouble(
                        sentence + ": HTTP " + status + " " + shortened() + ".", "See the logs in the data folder.");
            }
            return body;
        }

        private String shortened() {
            return body.length() > 300 ? body.substring(0, 300) + "…" : body;
        }
    }

    public Answer send(String method, String url, String body) throws IOException, InterruptedException {
        return send(method, url, body, "");
    }

    /** With a bearer token, unless it is empty. */
    public Answer send(String method, String url, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json, */*")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }
}
