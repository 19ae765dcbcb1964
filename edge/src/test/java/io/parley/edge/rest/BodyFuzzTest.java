package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.auth.Principal;
import io.parley.edge.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bodies of noise and of torn JSON: each is read, or refused with a problem of the contract, and nothing else. */
class BodyFuzzTest {
    private static final MessageBody MESSAGES = new MessageBody(RestTest.LIMITS);

    @Provide
    Arbitrary<String> torn() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"content\"",
                        "\"type\"",
                        "\"data\"",
                        "\"members\"",
                        "\"name\"",
                        "null",
                        "1e999",
                        "\"x\"",
                        "\"\\ud800\"",
                        "\\",
                        " ",
                        "\u0000")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 1_000)
    void torn_json_is_read_or_refused(@ForAll("torn") String body) {
        judge(body.getBytes(StandardCharsets.UTF_8));
        judge(("{\"content\":\"x\",\"data\":" + body + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void noise_is_read_or_refused(@ForAll byte[] body) {
        judge(body);
    }

    @SuppressWarnings("NullAway") // nobody has a name
    private static void judge(byte[] bytes) {
        HttpCall call = new HttpCall(
                "POST", "/", List.of(), Map.of(), Map.of(), bytes, new Principal("ann", null, Instant.MAX));
        allows(() -> MESSAGES.read(call, "c1"));
        allows(() -> {
            Body body = Body.of(call);
            body.shortText("name", 100);
            body.flag("muted");
            return body.texts("members");
        });
    }

    private static void allows(java.util.function.Supplier<?> reading) {
        try {
            assertThat(reading.get()).isNotNull();
        } catch (Refusal refusal) {
            assertThat(refusal.answer().status()).isIn(404, 413, 415, 422);
        }
    }
}
