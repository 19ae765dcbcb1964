package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmTargetTest {
    private static final Map<String, String> NO_HEADERS = Map.of();

    private final FcmDouble fcm = new FcmDouble();
    private final Map<String, String> settings = new HashMap<>();
    private Rig rig;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        settings.put(PushSinkSettings.TARGETS, "fcm");
        settings.put(PlatformSettings.FCM_URL, fcm.url());
        settings.put(PlatformSettings.FCM_CREDENTIALS, fcm.account(folder).toString());
        rig = new Rig(settings);
    }

    @AfterEach
    void stop() {
        rig.close();
        fcm.close();
    }

    @Test
    void a_message_collapses_by_its_chat_and_carries_the_badge() {
        rig.push(Samples.fcm("c1", 7));

        JsonNode message = fcm.messages.get(0);
        assertThat(message.path("token").asText()).isEqualTo("fcm-token");
        assertThat(message.at("/notification/title").asText()).isEqualTo("bob");
        assertThat(message.at("/notification/body").asText()).isEqualTo("the beginning of it");
        assertThat(message.at("/android/collapse_key").asText()).isEqualTo("c1");
        assertThat(message.at("/android/notification/tag").asText()).isEqualTo("c1");
        assertThat(message.at("/android/notification/notification_count").asInt())
                .isEqualTo(7);
        assertThat(message.at("/android/notification/sound").asText()).isEqualTo("default");
        assertThat(message.at("/apns/headers/apns-collapse-id").asText()).isEqualTo("c1");
        assertThat(message.at("/apns/payload/aps/badge").asInt()).isEqualTo(7);
        assertThat(message.at("/data/msg_id").asText()).isEqualTo("m-7");
        assertThat(fcm.authorizations).containsExactly("Bearer t1");
    }

    @Test
    void a_mention_in_a_muted_chat_makes_no_sound() {
        rig.push(Samples.silent(Samples.fcm("c1", 7)));

        JsonNode message = fcm.messages.get(0);
        assertThat(message.at("/android/notification").has("sound")).isFalse();
        assertThat(message.at("/apns/payload/aps").has("sound")).isFalse();
        assertThat(message.at("/apns/payload/aps/interruption-level").asText()).isEqualTo("passive");
    }

    @Test
    void without_content_only_ids_leave_the_house() {
        settings.put(PushSinkSettings.CONTENT, "false");
        try (Rig discreet = new Rig(settings)) {

            discreet.push(Samples.fcm("c1", 7));

            assertThat(fcm.messages.get(0).toString()).doesNotContain("bob").doesNotContain("the beginning");
            assertThat(fcm.messages
                            .get(0)
                            .at("/android/notification/body_loc_key")
                            .asText())
                    .isEqualTo("parley_message");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void what_is_not_taken_now_is_sent_again(int status) {
        fcm.answers(status, "UNAVAILABLE", "", NO_HEADERS);

        rig.push(Samples.fcm("c1", 1));

        assertThat(fcm.messages).hasSize(2);
        assertThat(fcm.tokensGiven).as("one access token does for many").hasValue(1);
    }

    @Test
    void retry_after_is_how_long_the_platform_is_left_alone() {
        fcm.answers(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED", Map.of("Retry-After", "37"));

        assertThat(rig.ask(Samples.fcm("c1", 1)))
                .isEqualTo(new Outcome.Later("429 RESOURCE_EXHAUSTED", Duration.ofSeconds(37)));
    }

    @Test
    void trying_ends() {
        for (int i = 0; i < 9; i++) {
            fcm.answers(503, "UNAVAILABLE", "", NO_HEADERS);
        }

        rig.push(Samples.fcm("c1", 1));

        assertThat(fcm.messages).hasSize(3);
        assertThat(rig.log.tokens).isEmpty();
    }

    @Test
    void a_token_that_is_unregistered_is_forgotten() {
        fcm.answers(404, "NOT_FOUND", "UNREGISTERED", NO_HEADERS);

        rig.push(Samples.fcm("c1", 1));

        assertThat(rig.log.tokens).containsExactly("fcm-token");
        assertThat(fcm.messages).hasSize(1);
    }

    @Test
    void a_404_that_is_not_of_fcm_takes_no_device_away() {
        fcm.answersPlain(404, "<html>no such page</html>");

        rig.push(Samples.fcm("c1", 1));

        assertThat(rig.log.tokens).isEmpty();
    }

    @Test
    void an_access_token_that_is_not_taken_is_fetched_anew() {
        fcm.answers(401, "UNAUTHENTICATED", "", NO_HEADERS);

        rig.push(Samples.fcm("c1", 1));

        assertThat(fcm.authorizations).containsExactly("Bearer t1", "Bearer t2");
    }
}
