package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.RejectedNotificationException;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.UnregisteredDeviceTokenException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that speaks APNs over HTTP/2 and TLS. */
class ApnsTargetTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static SelfSignedCertificate certificate;

    private final List<Http2Headers> headers = new CopyOnWriteArrayList<>();
    private final List<JsonNode> payloads = new CopyOnWriteArrayList<>();
    private final Deque<RejectedNotificationException> answers = new ConcurrentLinkedDeque<>();
    private final Map<String, String> settings = new HashMap<>();
    private MockApnsServer server;
    private Rig rig;

    @BeforeAll
    static void certify() throws CertificateException {
        certificate = new SelfSignedCertificate("localhost");
    }

    @AfterAll
    static void forgetCertificate() {
        certificate.delete();
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        server = new MockApnsServerBuilder()
                .setServerCredentials(certificate.certificate(), certificate.privateKey(), null)
                .setHandlerFactory(session -> (head, body) -> {
                    headers.add(head);
                    payloads.add(json(body.toString(StandardCharsets.UTF_8)));
                    RejectedNotificationException answer = answers.poll();
                    if (answer != null) {
                        throw answer;
                    }
                })
                .build();
        int port = server.start(0).get();
        settings.put(PushSinkSettings.TARGETS, "apns");
        settings.put(PlatformSettings.APNS_SANDBOX, "localhost");
        settings.put(PlatformSettings.APNS_PRODUCTION, "localhost");
        settings.put(PlatformSettings.APNS_PORT, Integer.toString(port));
        settings.put(PlatformSettings.APNS_TRUST, certificate.certificate().toString());
        settings.put(PlatformSettings.APNS_KEY_FILE, key(folder).toString());
        settings.put(PlatformSettings.APNS_KEY_ID, "KEY0000001");
        settings.put(PlatformSettings.APNS_TEAM_ID, "TEAM000001");
        rig = new Rig(settings);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        server.shutdown().get();
    }

    @Test
    void a_message_collapses_by_its_chat_and_carries_the_badge() {
        rig.push(Samples.apns("c1", 7));

        Http2Headers head = headers.get(0);
        assertThat(head.get(":path")).hasToString("/3/device/" + Samples.TOKEN);
        assertThat(head.get("apns-collapse-id")).hasToString("c1");
        assertThat(head.get("apns-topic")).hasToString("com.example.app");
        assertThat(head.get("apns-push-type")).hasToString("alert");
        assertThat(head.get("authorization").toString()).startsWith("bearer ");
        JsonNode aps = payloads.get(0).path("aps");
        assertThat(aps.path("badge").asInt()).isEqualTo(7);
        assertThat(aps.path("sound").asText()).isEqualTo("default");
        assertThat(aps.at("/alert/title").asText()).isEqualTo("bob");
        assertThat(aps.at("/alert/body").asText()).isEqualTo("the beginning of it");
        assertThat(aps.path("thread-id").asText()).isEqualTo("c1");
        assertThat(payloads.get(0).path("msg_id").asText()).isEqualTo("m-7");
    }

    @Test
    void a_mention_in_a_muted_chat_makes_no_sound() {
        rig.push(Samples.silent(Samples.apns("c1", 7)));

        JsonNode aps = payloads.get(0).path("aps");
        assertThat(aps.has("sound")).isFalse();
        assertThat(aps.path("interruption-level").asText()).isEqualTo("passive");
        assertThat(aps.path("badge").asInt()).isEqualTo(7);
    }

    @Test
    void without_content_only_ids_leave_the_house() {
        settings.put(PushSinkSettings.CONTENT, "false");
        try (Rig discreet = new Rig(settings)) {

            discreet.push(Samples.apns("c1", 7));

            assertThat(payloads.get(0).toString()).doesNotContain("bob").doesNotContain("the beginning");
            assertThat(payloads.get(0).at("/aps/alert/loc-key").asText()).isEqualTo("parley_message");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectionReason.class,
            names = {"TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE", "SHUTDOWN"})
    void what_is_not_taken_now_is_sent_again(RejectionReason reason) {
        answers.add(new RejectedNotificationException(reason));

        rig.push(Samples.apns("c1", 1));

        assertThat(payloads).hasSize(2);
        assertThat(rig.log.tokens).isEmpty();
    }

    @Test
    void trying_ends() {
        for (int i = 0; i < 9; i++) {
            answers.add(new RejectedNotificationException(RejectionReason.SERVICE_UNAVAILABLE));
        }

        rig.push(Samples.apns("c1", 1));

        assertThat(payloads).hasSize(3);
        assertThat(rig.log.tokens).isEmpty();
    }

    @Test
    void a_token_that_is_unregistered_is_forgotten() {
        answers.add(new UnregisteredDeviceTokenException(Instant.now()));

        rig.push(Samples.apns("c1", 1));

        assertThat(rig.log.tokens).containsExactly(Samples.TOKEN);
        assertThat(payloads).hasSize(1);
    }

    @Test
    void a_token_of_another_environment_is_refused_and_kept() {
        answers.add(new RejectedNotificationException(RejectionReason.BAD_DEVICE_TOKEN));

        rig.push(Samples.apns("c1", 1));

        assertThat(payloads).hasSize(1);
        assertThat(rig.log.tokens).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path key(Path folder) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        String key = Base64.getMimeEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("key.p8"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    }
}
