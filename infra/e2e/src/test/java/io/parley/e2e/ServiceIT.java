package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.ReportFact;
import io.parley.client.Rest;
import io.parley.client.Tokens;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.stores.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What an app's own server does: speaking for users, moderating, and letting tokens count no more. */
@Order(7)
class ServiceIT {
    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final String app = play.unique("app");

    @AfterEach
    void stop() {
        play.close();
    }

    private String service(String name) {
        long expires = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
        long now = Instant.now().getEpochSecond();
        return Tokens.hs256(cluster.secret(), Map.of("sub", name, "scope", "service", "iat", now, "exp", expires));
    }

    private Rest.Answer call(int edge, String token, String method, String path, @Nullable JsonNode body) {
        try {
            return new Rest(play.http(), cluster.edge(edge), () -> token).call(method, path, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Until every edge answers so. */
    private void awaitEverywhere(int status, String token) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        for (int edge = 0; edge < 2; edge++) {
            while (call(edge, token, "GET", "chats", null).status() != status) {
                assertThat(System.nanoTime())
                        .as("edge " + edge + " never answers " + status)
                        .isLessThan(deadline);
                Play.pause();
            }
        }
    }

    /** A token that was issued after what has been revoked until now, which seconds tell apart. */
    private String youngToken(Person of) {
        Instant before = Instant.now();
        while (Instant.now().getEpochSecond() <= before.getEpochSecond()) {
            Play.pause();
        }
        return Tokens.hs256(cluster.secret(), of.id(), Duration.ofHours(1));
    }

    @Test
    void it_says_something_for_a_user_and_takes_it_back() {
        Device phone = bob.device("phone").connect(1);
        String chat = ann.direct(bob);

        Rest.Answer sent = call(
                0,
                service(app),
                "POST",
                "chats/" + chat + "/messages",
                Json.of("{'content':'Your order has left.','sender':'%s','client_msg_id':'o1'}", ann.id()));
        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(201);
        assertThat(sent.body().path("sender").asText()).isEqualTo(ann.id());
        phone.expectMessage("Your order has left.");

        String path =
                "chats/" + chat + "/messages/" + sent.body().path("msg_id").asText();
        for (int again = 0; again < 2; again++) {
            assertThat(call(0, service(app), "DELETE", path, null).status()).isEqualTo(204);
        }
        JsonNode deleted = phone.expect("the deletion", frame -> Device.is(frame, "deleted"));
        assertThat(deleted.path("by").asText()).isEqualTo(app);
        assertThat(ann.get(path).has("deleted_at")).isTrue();
    }

    @Test
    void it_removes_an_owner_whom_another_follows() {
        Device phone = bob.device("phone").connect(1);
        String group = ann.group("Team", List.of(bob));

        Rest.Answer answer = call(0, service(app), "DELETE", "chats/" + group + "/members/" + ann.id(), null);

        assertThat(answer.status()).isEqualTo(204);
        JsonNode removed = phone.expect(
                "the removal", frame -> frame.path("event").asText().equals("members_removed"));
        assertThat(removed.path("by").asText()).isEqualTo(app);
        phone.expect("the new owner", frame -> frame.path("event").asText().equals("role_changed"));
        assertThat(bob.get("chats/" + group).path("role").asText()).isEqualTo("owner");
    }

    @Test
    void a_report_lies_once_in_the_log_with_the_message_in_full() {
        String chat = ann.direct(bob);
        String said = ann.call("POST", "chats/" + chat + "/messages", Json.of("{'content':'Rude'}"))
                .body()
                .path("msg_id")
                .asText();
        String path = "chats/" + chat + "/messages/" + said + "/report";

        for (String reason : List.of("harassment", "spam")) {
            Rest.Answer answer = bob.call("POST", path, Json.of("{'reason':'%s','text':'See.'}", reason));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(204);
        }

        assertThat(new Reports(cluster).of(chat))
                .extracting(
                        ReportFact::getUser, ReportFact::getReason, ReportFact::getText, report -> report.getMessage()
                                .getContent())
                .containsExactly(tuple(bob.id(), "harassment", "See.", "Rude"));
    }

    @Test
    void revoked_tokens_count_nowhere_any_more_also_after_edges_and_shards_began_anew() {
        List<Device> open =
                List.of(ann.device("phone").connect(0), ann.device("tablet").connect(1));
        Device other = bob.device("phone").connect(1);

        Rest.Answer answer = call(0, service(app), "POST", "users/" + ann.id() + "/revoke", null);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(204);
        assertThat(call(0, ann.token(), "GET", "chats", null).status())
                .as("on the edge that answered, at once")
                .isEqualTo(401);
        assertThat(open).extracting(Device::awaitClose).allSatisfy(code -> assertThat(code)
                .hasValue(4401));
        awaitEverywhere(401, ann.token());
        assertThat(other.isOpen()).isTrue();
        String young = youngToken(ann);
        awaitEverywhere(200, young);

        List<String> parts = List.of("topology-1", cluster.edgeName(0), cluster.edgeName(1));
        parts.forEach(cluster.stack()::kill);
        parts.forEach(cluster.stack()::awaitReady);
        for (int edge = 0; edge < 2; edge++) {
            assertThat(call(edge, ann.token(), "GET", "chats", null).status()).isEqualTo(401);
        }
        awaitEverywhere(200, young);
    }

    @Test
    void the_tokens_of_an_app_server_are_revoked_by_its_name() {
        String leaked = service(app);

        Rest.Answer answer = call(0, service(play.unique("other")), "POST", "users/" + app + "/revoke", null);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(tuple(
                        call(0, leaked, "POST", "users/" + ann.id() + "/revoke", null)
                                .status(),
                        call(0, ann.token(), "POST", "users/" + bob.id() + "/revoke", null)
                                .status()))
                .isEqualTo(tuple(401, 403));
    }
}
