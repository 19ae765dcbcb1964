package io.parley.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.sinks.webhook.http.Answer;
import io.parley.sinks.webhook.http.Endpoint;
import io.parley.sinks.webhook.http.Poster;
import io.parley.sinks.webhook.http.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One sample, signed and posted as the webhook sink does it. */
final class SampleEvent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Poster.Limits LIMITS =
            new Poster.Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), 64 * 1_024);

    private final Endpoint endpoint;
    private final Secrets secrets;

    /** How it was taken, in lines for a person. */
    record Report(boolean isTaken, List<String> lines) {}

    SampleEvent(Endpoint endpoint, Secrets secrets) {
        this.endpoint = endpoint;
        this.secrets = secrets;
    }

    /** To where the connector posts, signed with what the data folder holds. */
    static SampleEvent of(String config, DataFolder folder) throws IOException {
        JsonNode settings = JSON.readTree(config);
        try {
            return new SampleEvent(
                    Endpoint.parse(
                            settings.path("webhook.url").asText(),
                            settings.path("webhook.insecure").asBoolean()),
                    Secrets.parse(Files.readString(folder.webhookSecret())));
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    "The webhook is set wrong: " + e.getMessage() + ".", "Look at local.webhook.url and secret.");
        }
    }

    Report post(Instant now) throws InterruptedException {
        long start = System.nanoTime();
        try (Poster poster = new Poster(endpoint, secrets, LIMITS, Clock.systemUTC())) {
            Answer answer = poster.post("evt_" + UUID.randomUUID(), body(now)).get();
            String status = "HTTP " + answer.status() + " after " + millis(start) + " ms from " + endpoint;
            String hint = hint(answer.status());
            return hint.isEmpty() ? new Report(true, List.of(status)) : new Report(false, List.of(status, hint));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why = cause instanceof TimeoutException
                    ? "no answer within " + LIMITS.answer().toSeconds() + " s"
                    : String.valueOf(cause);
            return new Report(
                    false,
                    List.of(
                            "No answer after " + millis(start) + " ms from " + endpoint + ": " + why,
                            "Does the receiver run, and can it be reached from here? Over https: does the JDK trust its "
                                    + "certificate? Events wait meanwhile, and are tried again."));
        }
    }

    /** Of a type of its own, so that no receiver takes it for something that was said. */
    private static byte[] body(Instant now) {
        return ("{\"type\":\"webhook.test\",\"timestamp\":\"" + now.truncatedTo(ChronoUnit.MILLIS)
                        + "\",\"data\":{\"content\":\"A sample of parley webhook test.\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What to look at; empty when all is well. */
    static String hint(int status) {
        if (status >= 200 && status < 300) {
            return "";
        }
        if (status == 410) {
            return "The receiver wants nothing any more: it says so to events too, and then the connector ends. Is the URL the right one?";
        }
        if (status >= 300 && status < 400) {
            return "Redirects are not followed: set the URL that it leads to.";
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return "Not now: events that are answered so are tried again, and their chats wait. Look at the receiver's log.";
        }
        return "Refused: events that are answered so go to the dead letters at once. Does the receiver check with the "
                + "same secret, over the very bytes of the body, and does it answer 2xx to types that it does not know?";
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
