package io.parley.sinks.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.sinks.common.RetryAfter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Google's, by FCM HTTP v1. A token is gone when FCM says {@code UNREGISTERED}, or knows no such one; an answer that is
 * not FCM's own takes no device away.
 */
final class FcmTarget implements Target {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> LATER = Set.of(408, 429, 500, 502, 503, 504);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final HttpClient http;
    private final ExecutorService threads;
    private final FcmTokens tokens;
    private final Terms terms;
    private final Clock clock;

    /**
     * @param url of {@code messages:send} of the project
     * @param timeout how long an answer is waited for
     * @param age how old a message may become before the platform drops it
     * @param withContent whether sender and preview are told
     */
    record Terms(URI url, Duration timeout, Duration age, boolean withContent) {}

    /** @param threads run the client and the tokens; ended with this target */
    FcmTarget(HttpClient http, ExecutorService threads, FcmTokens tokens, Terms terms, Clock clock) {
        this.http = http;
        this.threads = threads;
        this.tokens = tokens;
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Outcome> send(Push push) {
        return tokens.current()
                .thenCompose(token -> http.sendAsync(request(push, token), BodyHandlers.ofString()))
                .thenApply(this::outcome);
    }

    private HttpRequest request(Push push, String token) {
        return HttpRequest.newBuilder(terms.url())
                .timeout(terms.timeout())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(FcmMessage.of(push, terms.withContent(), terms.age())))
                .build();
    }

    private Outcome outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == OK) {
            return Outcome.SENT;
        }
        JsonNode error = error(response.body());
        String reason = status + " " + error.path("status").asText();
        if (isUnregistered(status, error)) {
            return Outcome.UNREGISTERED;
        }
        if (status == UNAUTHORIZED) {
            tokens.forget();
            return Outcome.Later.of(reason);
        }
        return LATER.contains(status)
                ? new Outcome.Later(
                        reason,
                        RetryAfter.of(
                                response.headers().firstValue("Retry-After").orElse(""), clock.instant()))
                : new Outcome.Refused(reason);
    }

    private static boolean isUnregistered(int status, JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("errorCode").asText().equals("UNREGISTERED")) {
                return true;
            }
        }
        return status == NOT_FOUND && error.path("status").asText().equals("NOT_FOUND");
    }

    private static JsonNode error(String body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
