package io.parley.sinks.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    /** The example that the reference implementations of Standard Webhooks are held to. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final String OTHER = Secrets.PREFIX + Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void a_message_is_signed_as_the_standards_own_example_is() {
        assertThat(Secrets.parse(SECRET).sign(ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void while_a_secret_is_replaced_a_message_bears_the_signature_of_each() {
        String both = Secrets.parse("  " + OTHER + " " + SECRET + "\n").sign(ID, TIMESTAMP, BODY);

        assertThat(both.split(" ")).containsExactly(Secrets.parse(OTHER).sign(ID, TIMESTAMP, BODY), SIGNATURE);
    }

    @Test
    void another_id_time_or_body_has_another_signature() {
        Secrets secrets = Secrets.parse(SECRET);

        assertThat(secrets.sign(ID + "x", TIMESTAMP, BODY)).isNotEqualTo(SIGNATURE);
        assertThat(secrets.sign(ID, TIMESTAMP + 1, BODY)).isNotEqualTo(SIGNATURE);
        assertThat(secrets.sign(ID, TIMESTAMP, new byte[] {1})).isNotEqualTo(SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_not*base64*not*base64*not*base64",
                "whsec_c2hvcnQ=",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw whsec_",
            })
    void what_is_no_secret_is_refused_without_telling_it(String text) {
        assertThatThrownBy(() -> Secrets.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MfKQ", "not*", "c2hv"));
    }

    @Test
    void the_length_is_that_of_the_standard() {
        assertThatThrownBy(() -> Secrets.parse(
                        OTHER + " " + Secrets.PREFIX + Base64.getEncoder().encodeToString(new byte[65])))
                .hasMessage("secret 2 of 2 has 65 bytes, and must have 24 to 64");
    }

    @Test
    void as_text_it_tells_none() {
        assertThat(Secrets.parse(SECRET)).hasToString("1 secret(s)");
    }
}
