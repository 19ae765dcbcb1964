package io.parley.e2e;

import static io.parley.e2e.ChatCallsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST for messages and users, and what every call has in common. */
@Order(5)
class MessageCallsIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Device phone = ann.device("phone").connect(0);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void history_pages_backwards_forwards_and_around() {
        String chat = ann.direct(bob);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(phone.expectAck(phone.send(chat, "m" + i)).path("msg_id").asText());
        }
        phone.expectMessage("m9");
        String messages = "chats/" + chat + "/messages?min_seq=" + phone.lastSeq() + "&limit=4";

        JsonNode newest = ann.get(messages);
        JsonNode older =
                ann.get(messages + "&before=" + newest.path("next_before").asText());
        JsonNode oldest =
                ann.get(messages + "&before=" + older.path("next_before").asText());
        JsonNode after = ann.get(messages + "&after=" + ids.get(2));
        JsonNode around = ann.get(messages + "&around=" + ids.get(5));

        assertThat(words(newest)).containsExactly("m9", "m8", "m7", "m6");
        assertThat(words(older)).containsExactly("m5", "m4", "m3", "m2");
        assertThat(words(oldest)).containsExactly("m1", "m0");
        assertThat(oldest.has("next_before")).isTrue();
        assertThat(oldest.path("next_before").isNull()).isTrue();
        assertThat(words(after)).containsExactly("m3", "m4", "m5", "m6");
        assertThat(words(around)).contains("m5").hasSizeLessThanOrEqualTo(4);
        List<String> falling = new ArrayList<>(words(around));
        falling.sort(java.util.Comparator.reverseOrder());
        assertThat(words(around)).isEqualTo(falling);
    }

    @Test
    void the_ids_are_positions_in_time_and_need_not_exist() {
        String chat = ann.direct(bob);
        phone.expectAck(phone.send(chat, "only"));
        phone.expectMessage("only");
        String messages = "chats/" + chat + "/messages?min_seq=" + phone.lastSeq();

        assertThat(words(ann.get(messages + "&after=00000000-0000-1000-8000-000000000000")))
                .containsExactly("only");
        assertThat(words(ann.get(messages + "&before=ffffffff-ffff-1fff-bfff-ffffffffffff")))
                .containsExactly("only");
        assertThat(words(ann.get(messages + "&before=00000000-0000-1000-8000-000000000000")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "before=nonsense",
                "after=1",
                "around=x",
                "min_seq=x",
                "min_seq=-5"
            })
    void parameters_outside_their_limits_are_422(String query) {
        String chat = ann.direct(bob);

        assertProblem(ann.call("GET", "chats/" + chat + "/messages?" + query, null), 422, "bad_request");
    }

    @Test
    void one_message_is_found_by_its_id_and_shows_its_status_to_its_sender() {
        String chat = ann.direct(bob);
        Device bobPhone = bob.device("phone").connect(1);
        String id = phone.expectAck(phone.send(chat, "ticks")).path("msg_id").asText();
        bobPhone.expectMessage("ticks");
        String path = "chats/" + chat + "/messages/" + id;

        assertThat(ann.get(path).path("status").asText()).isEqualTo("sent");
        assertThat(bob.get(path).has("status")).isFalse();
        bobPhone.say("{'type':'read','chat_id':'%s','msg_id':'%s'}", chat, id);
        phone.expect("the receipt", frame -> frame.path("status").asText().equals("read"));
        JsonNode history = ann.get("chats/" + chat + "/messages?min_seq=" + phone.lastSeq());
        assertThat(history.path("messages").get(0).path("status").asText()).isEqualTo("read");
        JsonNode receipts = ann.get(path + "/receipts").path("receipts");
        assertThat(receipts).hasSize(1);
        assertThat(receipts.get(0).path("user").asText()).isEqualTo(bob.id());
        assertThat(receipts.get(0).path("read_at").asText()).endsWith("Z");
        assertThat(receipts.get(0).path("delivered_at").asText()).endsWith("Z");
    }

    @Test
    void a_message_that_is_not_there_is_404() {
        String chat = ann.direct(bob);

        for (String id : List.of("00000000-0000-1000-8000-000000000000", "nonsense")) {
            assertProblem(ann.call("GET", "chats/" + chat + "/messages/" + id, null), 404, "no_such_message");
            assertProblem(
                    ann.call("GET", "chats/" + chat + "/messages/" + id + "/receipts", null), 404, "no_such_message");
        }
    }

    @Test
    void a_message_sent_by_rest_is_201_and_a_repeat_200_with_the_same_message() {
        String chat = ann.direct(bob);
        Device bobPhone = bob.device("phone").connect(1);
        JsonNode body = Json.of("{'content':'by rest','client_msg_id':'r1','data':{'k':1}}");

        Rest.Answer first = ann.call("POST", "chats/" + chat + "/messages", body);
        Rest.Answer again = ann.call(1, "POST", "chats/" + chat + "/messages", body);
        phone.send(chat, "r1", "by rest");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().path("content").asText()).isEqualTo("by rest");
        assertThat(first.body().path("sender").asText()).isEqualTo(ann.id());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("msg_id")).isEqualTo(first.body().path("msg_id"));
        assertThat(phone.expectAck("r1").path("msg_id")).isEqualTo(first.body().path("msg_id"));
        assertThat(bobPhone.expectMessage("by rest").path("msg_id"))
                .isEqualTo(first.body().path("msg_id"));
        assertThat(ann.get("chats/" + chat + "/messages").path("messages")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|bad_request",
                "{'content':''}|422|bad_request",
                "{'content':5}|422|bad_request",
                "{'content':'hi','client_msg_id':''}|422|bad_request",
                "{'content':'hi','msg_type':'system'}|422|bad_request",
                "{'content':'hi','reply_to':'00000000-0000-1000-8000-000000000000'}|404|no_such_message",
            })
    void a_message_that_cannot_be_is_refused(String body, int status, String code) {
        String chat = ann.direct(bob);

        assertProblem(ann.call("POST", "chats/" + chat + "/messages", Json.of(body)), status, code);
    }

    @Test
    void a_message_too_large_is_413() {
        String chat = ann.direct(bob);

        assertProblem(
                ann.call(
                        "POST",
                        "chats/" + chat + "/messages",
                        Json.object().put("content", "x".repeat(16_385)).put("client_msg_id", "big")),
                413,
                "too_large");
    }

    @Test
    void broken_json_is_422_and_another_type_415() throws Exception {
        String chat = ann.direct(bob);

        assertThat(raw("POST", "chats/" + chat + "/messages", "application/json", "{broken")
                        .statusCode())
                .isEqualTo(422);
        assertThat(raw("POST", "chats/" + chat + "/messages", "text/plain", "{\"content\":\"x\"}")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void without_a_token_it_is_401_and_says_how() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.edge(0) + "/api/v1/chats"))
                .build();

        HttpResponse<String> answer = play.http().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.body()).contains("unauthorized");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,chats",
        "PUT,chats",
        "POST,users",
        "DELETE,users/me",
        "PATCH,chats/x/messages",
        "PUT,chats/x/messages/y",
        "GET,chats/x/members/y"
    })
    void a_method_that_is_not_there_is_405_and_says_which_are(String method, String path) {
        Rest.Answer answer = ann.call(method, path, null);

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().getOrDefault("allow", List.of())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "chats/x/y/z", "users/me/nothing", ""})
    void an_unknown_path_is_not_found(String path) {
        assertProblem(ann.call("GET", path, null), 404, "not_found");
    }

    @Test
    void a_profile_is_ones_own_and_shown_to_others() {
        Rest.Answer put = ann.call(
                "PUT", "users/me", Json.of("{'name':'Ann Ähnlich','avatar_url':'https://pics.example/ann.png'}"));

        assertThat(put.status()).as("%s", put.body()).isEqualTo(200);
        JsonNode users = bob.get("users?ids=" + ann.id() + "," + bob.id()).path("users");
        assertThat(users).hasSize(2);
        assertThat(users.get(0).path("user").asText()).isEqualTo(ann.id());
        assertThat(users.get(0).path("name").asText()).isEqualTo("Ann Ähnlich");
        assertThat(users.get(0).path("avatar_url").asText()).isEqualTo("https://pics.example/ann.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'name':''}", "{'name':5}", "{'name':'LONG'}", "{'name':'x','avatar_url':5}"})
    void a_profile_that_cannot_be_is_422(String body) {
        assertProblem(ann.call("PUT", "users/me", Json.of(body.replace("LONG", "n".repeat(101)))), 422, "bad_request");
    }

    @Test
    void at_most_100_users_are_asked_for() {
        List<String> ids = IntStream.range(0, 101).mapToObj(i -> "u" + i).toList();

        assertProblem(ann.call("GET", "users?ids=" + String.join(",", ids), null), 422, "bad_request");
        assertProblem(ann.call("GET", "users", null), 422, "bad_request");
        assertProblem(ann.call("GET", "users?ids=not%20an%20id", null), 422, "bad_request");
        assertThat(ann.call("GET", "users?ids=" + String.join(",", ids.subList(0, 100)), null)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/metrics"})
    void health_readiness_and_metrics_are_open(String path) throws Exception {
        HttpResponse<String> answer = play.http()
                .send(
                        HttpRequest.newBuilder(URI.create(cluster.edge(0) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_comes_with_a_strict_content_security_policy() throws Exception {
        HttpResponse<String> answer = play.http()
                .send(
                        HttpRequest.newBuilder(URI.create(cluster.edge(0) + "/"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src")
                .doesNotContain("unsafe-inline")
                .doesNotContain("unsafe-eval");
    }

    private HttpResponse<String> raw(String method, String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.edge(0) + "/api/v1/" + path))
                .header("Authorization", "Bearer " + ann.token())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return play.http().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> words(JsonNode page) {
        List<String> words = new ArrayList<>();
        page.path("messages")
                .forEach(message -> words.add(message.path("content").asText()));
        return words;
    }
}
