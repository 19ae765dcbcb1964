package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that makes, shows and lists chats: what is idempotent, and how it is refused. */
@Order(4)
class ChatCallsIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person dan = play.person("dan");

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void a_group_is_made_once_for_a_client_chat_id() {
        String body = "{'type':'group','name':'Once','members':['%s','%s'],'client_chat_id':'once-1'}";

        Rest.Answer first = ann.call("POST", "chats", Json.of(body, bob.id(), bob.id()));
        Rest.Answer again = ann.call(1, "POST", "chats", Json.of(body, bob.id(), bob.id()));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("chat_id")).isEqualTo(first.body().path("chat_id"));
        assertThat(first.body().path("role").asText()).isEqualTo("owner");
        assertThat(first.body().path("type").asText()).isEqualTo("group");
        assertThat(first.body().path("name").asText()).isEqualTo("Once");
        assertThat(first.body().path("members").asInt()).isEqualTo(2);
        assertThat(first.body().path("unread").isIntegralNumber()).isTrue();
        assertThat(first.body().path("muted").isBoolean()).isTrue();
    }

    @Test
    void a_direct_chat_is_one_for_both_also_when_both_make_it_at_once() {
        CompletableFuture<Rest.Answer> byAnn = CompletableFuture.supplyAsync(() -> direct(ann, 0, bob));
        CompletableFuture<Rest.Answer> byBob = CompletableFuture.supplyAsync(() -> direct(bob, 1, ann));
        List<Rest.Answer> both = List.of(byAnn.join(), byBob.join());

        assertThat(both.get(0).body().path("chat_id"))
                .isEqualTo(both.get(1).body().path("chat_id"));
        assertThat(both).extracting(Rest.Answer::status).containsExactlyInAnyOrder(200, 201);
        assertThat(direct(ann, 0, bob).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'direct'}",
                "{'type':'direct','members':[]}",
                "{'type':'direct','members':['ME']}",
                "{'type':'direct','members':['a','b']}",
                "{'type':'direct','members':['not an id']}",
                "{'type':'group','members':['a']}",
                "{'type':'group','name':'','members':['a']}",
                "{'type':'group','name':7,'members':['a']}",
                "{'type':'group','name':'LONG','members':['a']}",
                "{'type':'group','name':'x','members':'a'}",
                "{'type':'group','name':'x','members':['not an id']}",
                "{'type':'group','name':'x','members':['a'],'client_chat_id':''}",
                "{'type':'group','name':'x','members':['a'],'client_chat_id':'IDLONG'}",
                "{'type':'club','name':'x','members':['a']}"
            })
    void a_chat_that_cannot_be_is_422(String template) {
        String body = template.replace("ME", ann.id())
                .replace("IDLONG", "i".repeat(65))
                .replace("LONG", "n".repeat(101));

        assertProblem(ann.call("POST", "chats", Json.of(body)), 422, "bad_request");
    }

    @Test
    void names_are_counted_in_code_points() {
        String name = "😀".repeat(100);

        Rest.Answer made = ann.call("POST", "chats", Json.of("{'type':'group','name':'%s','members':['x']}", name));

        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        assertThat(made.body().path("name").asText()).isEqualTo(name);
    }

    @Test
    void a_group_has_at_most_500_members() {
        List<String> others =
                IntStream.range(0, 500).mapToObj(i -> play.unique("m")).toList();

        Rest.Answer tooMany =
                ann.call("POST", "chats", Json.of("{'type':'group','name':'Big','members':%s}", Json.array(others)));
        Rest.Answer full = ann.call(
                "POST",
                "chats",
                Json.of("{'type':'group','name':'Big','members':%s}", Json.array(others.subList(0, 499))));

        assertProblem(tooMany, 422, "too_large");
        assertThat(full.status()).isEqualTo(201);
        assertThat(full.body().path("members").asInt()).isEqualTo(500);
        String chat = full.body().path("chat_id").asText();
        assertProblem(
                ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['%s']}", others.get(499))),
                422,
                "too_large");
        assertThat(ann.get("chats/" + chat).path("member_list")).hasSize(500);
    }

    @Test
    void a_chat_shows_its_members() {
        String group = ann.group("Show", List.of(bob));

        JsonNode chat = bob.get("chats/" + group);

        assertThat(chat.path("chat_id").asText()).isEqualTo(group);
        assertThat(chat.path("role").asText()).isEqualTo("member");
        assertThat(chat.path("member_list"))
                .extracting(member ->
                        member.path("user").asText() + " " + member.path("role").asText())
                .containsExactlyInAnyOrder(ann.id() + " owner", bob.id() + " member");
        assertThat(chat.path("member_list").get(0).path("joined_at").asText()).endsWith("Z");
    }

    @Test
    void chats_come_last_active_first_page_by_page() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, ann.group("Page " + i, List.of(bob)));
        }
        Device phone = ann.device("phone").connect(0);
        phone.expectAck(phone.send(made.get(4), "now the newest"));
        phone.expectMessage("now the newest");
        made.add(0, made.remove(4));

        List<String> listed = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = ann.get("chats?limit=2&min_seq=" + phone.lastSeq() + cursor);
            page.path("chats").forEach(chat -> listed.add(chat.path("chat_id").asText()));
            assertThat(page.path("as_of").asLong()).isGreaterThanOrEqualTo(phone.lastSeq());
            assertThat(page.has("next_cursor")).isTrue();
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(listed).isEqualTo(made);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void no_chats_is_an_empty_list_and_an_end() {
        JsonNode page = dan.get("chats");

        assertThat(page.path("chats").isArray()).isTrue();
        assertThat(page.path("chats")).isEmpty();
        assertThat(page.has("next_cursor")).isTrue();
        assertThat(page.path("next_cursor").isNull()).isTrue();
        assertThat(page.path("as_of").isIntegralNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "limit=x", "limit=-1", "cursor=nonsense", "min_seq=-1", "min_seq=x"})
    void parameters_outside_their_limits_are_422(String query) {
        assertProblem(ann.call("GET", "chats?" + query, null), 422, "bad_request");
    }

    @Test
    void a_min_seq_that_is_not_reached_is_503_with_a_time_to_retry() throws Exception {
        ann.group("Some", List.of(bob));

        Rest.Answer answer =
                new Rest(play.http(), cluster.edge(0), ann::token).call("GET", "chats?min_seq=1000000", null);

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers()).containsKey("retry-after");
    }

    @Test
    void a_write_is_visible_to_the_next_read() {
        for (int i = 0; i < 5; i++) {
            String group = ann.group("Visible " + i, List.of(bob));
            assertThat(ann.call(i, "GET", "chats/" + group, null).status()).isEqualTo(200);
            assertThat(ann.call(i, "GET", "chats", null)
                            .body()
                            .path("chats")
                            .get(0)
                            .path("chat_id")
                            .asText())
                    .isEqualTo(group);
            ann.call("PATCH", "chats/" + group, Json.of("{'name':'Changed %d'}", i));
            assertThat(ann.call(i + 1, "GET", "chats/" + group, null)
                            .body()
                            .path("name")
                            .asText())
                    .isEqualTo("Changed " + i);
        }
    }

    private static Rest.Answer direct(Person by, int edge, Person with) {
        return by.call(edge, "POST", "chats", Json.of("{'type':'direct','members':['%s']}", with.id()));
    }

    static void assertProblem(Rest.Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).as("%s", answer.body()).isEqualTo(code);
        assertThat(String.join(",", answer.headers().getOrDefault("content-type", List.of())))
                .startsWith("application/problem+json");
    }
}
