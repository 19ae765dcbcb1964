package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.stores.Fcm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A second connector, for FCM alone, beside the one that logs: what a platform is sent, and what it says of a token. */
@Order(6)
class PushPlatformIT {
    private static final String CONNECTOR = "/connectors/push-fcm";

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Fcm fcm = new Fcm();

    @BeforeEach
    void start() throws Exception {
        ObjectNode config =
                Json.parse(connect("GET", "/connectors/push-sink/config", "").body());
        config.remove("name");
        config.put("push.targets", "fcm")
                .put("push.bootstrap.servers", cluster.address("kafka"))
                .put("fcm.url", fcm.url())
                .put("fcm.credentials.file", fcm.account().toString());
        assertThat(connect("PUT", CONNECTOR + "/config", config.toString()).statusCode())
                .isIn(200, 201);
    }

    @AfterEach
    void stop() throws Exception {
        connect("DELETE", CONNECTOR, "");
        play.close();
        fcm.close();
    }

    @Test
    void a_token_that_its_platform_says_is_gone_is_pushed_to_no_more() {
        String gone = "gone-" + bob.id();
        String good = "good-" + bob.id();
        register("phone", gone);
        register("tablet", good);
        String chat = ann.direct(bob);
        Device phone = ann.device("phone").connect(0);

        phone.expectAck(phone.send(chat, "hello"));
        await(
                "both are asked",
                () -> !fcm.sentTo(gone).isEmpty() && !fcm.sentTo(good).isEmpty());
        await("the phone is withdrawn", () -> {
            String message =
                    phone.expectAck(phone.send(chat, "again")).path("msg_id").asText();
            await("the tablet is pushed", () -> isLogged("tablet", message));
            return !isLogged("phone", message);
        });

        JsonNode first = fcm.sentTo(good).get(0);
        assertThat(first.at("/android/collapse_key").asText()).isEqualTo(chat);
        assertThat(first.at("/android/notification/notification_count").asInt()).isPositive();
        assertThat(first.at("/notification/title").asText()).isEqualTo(ann.id());
    }

    private void register(String device, String token) {
        JsonNode wish = Json.of("{'platform':'fcm','push_token':'%s'}", token);
        assertThat(bob.call("PUT", "devices/" + device, wish).status()).isEqualTo(204);
    }

    private boolean isLogged(String device, String message) {
        List<String> log = cluster.logOf("connect");
        return log.stream()
                .anyMatch(line -> line.contains("push user=" + bob.id() + " device=" + device + " ")
                        && line.contains("msg=" + message));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Play.pause();
        }
    }

    private HttpResponse<String> connect(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.stack().connect() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return play.http().send(request, BodyHandlers.ofString());
    }
}
