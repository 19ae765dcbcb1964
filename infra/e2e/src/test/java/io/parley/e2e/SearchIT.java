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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full text over one's chats, and the list of whom one has blocked. */
@Order(5)
class SearchIT {
    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");

    @AfterEach
    void stop() {
        play.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WORLD hello|Hello, wonderful world!",
                "creme|un café crème",
                "中国|我爱中国人民",
                "ラーメン|美味しいラーメンを食べる",
                "โลก|สวัสดีชาวโลก",
                "مرحبا|مَرْحَبًا بالعالم",
                "👍|well done 👍",
            })
    void what_was_just_said_is_found_in_every_script(String query, String text) {
        String chat = ann.direct(bob);
        said(ann, chat, text);
        said(ann, chat, "something else");

        JsonNode results = search(ann, query).path("results");

        assertThat(contents(results)).containsExactly(text);
        JsonNode mark = results.get(0).path("marks").get(0);
        assertThat(mark.get(0).asInt()).isLessThan(mark.get(1).asInt());
        assertThat(contents(search(bob, query).path("results"))).containsExactly(text);
        assertThat(contents(search(cat, query).path("results"))).isEmpty();
    }

    @Test
    void results_come_newest_first_over_all_chats_in_pages() {
        String one = ann.direct(bob);
        String two = ann.group("two", List.of(bob, cat));
        for (int i = 0; i < 6; i++) {
            said(ann, i % 2 == 0 ? one : two, "lunch " + i);
        }

        JsonNode first = search(ann, "lunch", "&limit=4");
        JsonNode second = search(
                ann, "lunch", "&limit=4&cursor=" + first.path("next_cursor").asText());

        assertThat(contents(first.path("results"))).containsExactly("lunch 5", "lunch 4", "lunch 3", "lunch 2");
        assertThat(contents(second.path("results"))).containsExactly("lunch 1", "lunch 0");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(contents(search(ann, "lunch", "&chat_id=" + two).path("results")))
                .containsExactly("lunch 5", "lunch 3", "lunch 1");
        assertProblem(cat.call("GET", "search?q=lunch&chat_id=" + one, null), 404, "no_such_chat");
    }

    @Test
    void edits_and_deletions_count_at_once() {
        String chat = ann.direct(bob);
        Device phone = ann.device("phone").connect(0);
        String id = said(ann, chat, "meet at the harbour");
        String gone = said(ann, chat, "the harbour is closed");

        phone.say(
                "{'type':'edit','chat_id':'%s','msg_id':'%s','content':'meet at the station','client_msg_id':'e1'}",
                chat, id);
        phone.say("{'type':'delete','chat_id':'%s','msg_id':'%s','client_msg_id':'d1'}", chat, gone);
        phone.expectAck("e1");
        phone.expectAck("d1");
        phone.expect("the deletion", frame -> frame.path("type").asText().equals("deleted"));
        ann.get("chats/" + chat + "/messages?min_seq=" + phone.lastSeq());

        assertThat(contents(search(ann, "harbour").path("results"))).isEmpty();
        assertThat(contents(search(ann, "station").path("results"))).containsExactly("meet at the station");
    }

    @Test
    void nothing_is_found_that_was_said_while_one_was_no_member() {
        String chat = ann.group("team", List.of(bob));
        said(ann, chat, "secret before cat came");
        ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['%s']}", cat.id()));
        said(ann, chat, "secret while cat is here");
        ann.call("DELETE", "chats/" + chat + "/members/" + cat.id(), null);
        said(ann, chat, "secret after cat left");

        assertThat(contents(search(cat, "secret").path("results"))).isEmpty();
        assertProblem(cat.call("GET", "search?q=secret&chat_id=" + chat, null), 403, "not_a_member");
        ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['%s']}", cat.id()));
        assertThat(contents(search(cat, "secret").path("results"))).containsExactly("secret while cat is here");
        assertThat(search(bob, "secret").path("results")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=", "", "q=%20", "q=a&limit=0", "q=a&limit=201", "q=a&cursor=x", "q=a&chat_id=a%20b"})
    void parameters_outside_their_limits_are_422(String query) {
        assertProblem(ann.call("GET", "search?" + query, null), 422, "bad_request");
    }

    @Test
    void a_query_of_more_than_200_characters_is_422() {
        assertThat(ann.call("GET", "search?q=" + "x".repeat(200), null).status())
                .isEqualTo(200);
        assertProblem(ann.call("GET", "search?q=" + "x".repeat(201), null), 422, "bad_request");
    }

    @Test
    void whom_one_has_blocked_is_listed_at_once_and_only_to_oneself() {
        bob.call("PUT", "users/me", Json.of("{'name':'Bob'}"));

        assertThat(ann.call("PUT", "users/me/blocks/" + bob.id(), null).status())
                .isEqualTo(204);
        JsonNode blocked = ann.get("users/me/blocks").path("users");

        assertThat(blocked).hasSize(1);
        assertThat(blocked.get(0).path("user").asText()).isEqualTo(bob.id());
        assertThat(blocked.get(0).path("name").asText()).isEqualTo("Bob");
        assertThat(bob.get("users/me/blocks").path("users")).isEmpty();
        assertThat(ann.call("DELETE", "users/me/blocks/" + bob.id(), null).status())
                .isEqualTo(204);
        assertThat(ann.get("users/me/blocks").path("users")).isEmpty();
        assertProblem(ann.call("PUT", "users/me/blocks/" + ann.id(), null), 422, "bad_request");
    }

    /** By REST, which answers once the store shows it. */
    private static String said(Person sender, String chat, String text) {
        Rest.Answer answer =
                sender.call("POST", "chats/" + chat + "/messages", Json.object().put("content", text));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("msg_id").asText();
    }

    private static JsonNode search(Person who, String query) {
        return search(who, query, "");
    }

    private static JsonNode search(Person who, String query, String more) {
        return who.get(
                "search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20") + more);
    }

    private static List<String> contents(JsonNode results) {
        List<String> contents = new ArrayList<>();
        results.forEach(
                result -> contents.add(result.path("message").path("content").asText()));
        return contents;
    }
}
