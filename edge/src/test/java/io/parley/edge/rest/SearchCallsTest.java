package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Role;
import io.parley.edge.store.Reached;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchCallsTest extends RestTest {
    private static final Reached ALL = new Reached(9_000_000, 9_000_000, 9_000_000);

    private void chat(String chatId) {
        tables.chat(chatId, false, 9_000_000, "ann", "bob");
        tables.userChat("ann", chatId, true, null, ALL);
    }

    private StoredMessage say(String chatId, long stamp, String content) {
        StoredMessage said = tables.say(chatId, "bob", stamp, 1, content);
        tables.userChat("ann", chatId, true, said.id(), ALL);
        return said;
    }

    private static List<String> contents(Answer answer) {
        List<String> contents = new ArrayList<>();
        for (JsonNode result : answer.json().get("results")) {
            contents.add(result.get("message").get("content").asText());
        }
        return contents;
    }

    @Test
    void messages_of_all_chats_are_found_newest_first_with_their_marks() {
        chat("gone");
        chat("gtwo");
        say("gone", 2_000_000, "Lunch at noon?");
        say("gtwo", 3_000_000, "No lunch today, LUNCH tomorrow");
        say("gone", 4_000_000, "Dinner");

        Answer answer = get("/search?q=lunch");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(contents(answer)).containsExactly("No lunch today, LUNCH tomorrow", "Lunch at noon?");
        JsonNode newest = answer.json().get("results").get(0);
        assertThat(newest.get("marks").toString()).isEqualTo("[[3,8],[16,21]]");
        assertThat(newest.get("message").get("chat_id").asText()).isEqualTo("gtwo");
        assertThat(answer.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void all_words_must_occur() {
        chat("gone");
        say("gone", 2_000_000, "red car");
        say("gone", 3_000_000, "a car that is red");
        say("gone", 4_000_000, "blue car");

        assertThat(contents(get("/search?q=RED%20car"))).containsExactly("a car that is red", "red car");
    }

    @Test
    void pages_follow_each_other_without_a_gap_over_chats_and_buckets() {
        chat("gone");
        chat("gtwo");
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 5_020; i++) {
            String content = (i % 100 == 0 || i > 5_010 ? "word " : "other ") + i;
            say("gone", 2_000_000 + i, content);
            if (content.startsWith("word")) {
                said.add(0, content);
            }
        }
        say("gtwo", 3_000_000, "word in two");
        said.add(0, "word in two");

        List<String> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = get("/search?q=word&limit=7" + cursor);
            found.addAll(contents(page));
            JsonNode next = page.json().get("next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        }

        assertThat(found).containsExactlyElementsOf(said);
    }

    @Test
    void chats_that_cannot_have_anything_newer_are_not_asked() {
        for (int i = 0; i < 60; i++) {
            chat("g" + i);
            say("g" + i, 2_000_000 + i, "common word");
        }

        Answer answer = get("/search?q=common&limit=3");

        assertThat(answer.json().get("results")).hasSize(3);
        assertThat(tables.wordQueries).hasSizeLessThan(20).doesNotContainKey("g0");
    }

    @Test
    void nothing_is_found_that_was_said_while_one_was_no_member_or_that_is_deleted_or_a_system_message() {
        chat("gone");
        say("gone", 2_000_000, "secret before");
        say("gone", 5_000_000, "secret after");
        tables.member("gone", "ann", Role.MEMBER, new Tenure(4_000_000, Tenure.NEVER));
        chat("gleft");
        say("gleft", 3_000_000, "secret elsewhere");
        tables.member("gleft", "ann", null, new Tenure(1_000, 8_000_000));
        StoredMessage deleted = say("gone", 6_000_000, "secret deleted");
        deleted.message().setContent(null);
        deleted.message().setDeletedAt(Instant.EPOCH);

        assertThat(contents(get("/search?q=secret"))).containsExactly("secret after");
    }

    @Test
    void one_chat_is_searched_when_it_is_named_by_its_members_alone() {
        chat("gone");
        chat("gtwo");
        say("gone", 2_000_000, "hello one");
        say("gtwo", 3_000_000, "hello two");
        tables.chat("gothers", false, 9_000_000, "bob", "cat");

        assertThat(contents(get("/search?q=hello&chat_id=gone"))).containsExactly("hello one");
        assertThat(get("/search?q=hello&chat_id=gothers").status()).isEqualTo(404);
        assertThat(get("/search?q=hello&chat_id=gnone").code()).isEqualTo("no_such_chat");
        tables.member("gtwo", "ann", null, new Tenure(1_000, 8_000_000));
        assertThat(get("/search?q=hello&chat_id=gtwo").code()).isEqualTo("not_a_member");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search",
                "/search?q=",
                "/search?q=%20",
                "/search?q=a&limit=0",
                "/search?q=a&limit=201",
                "/search?q=a&cursor=nonsense",
                "/search?q=a&chat_id=a%20b"
            })
    void parameters_outside_their_limits_are_refused(String target) {
        Answer answer = get(target);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("bad_request");
    }

    @Test
    void a_query_may_have_200_characters_and_no_more() {
        assertThat(get("/search?q=" + "x".repeat(200)).status()).isEqualTo(200);
        assertThat(get("/search?q=" + "x".repeat(201)).status()).isEqualTo(422);
    }

    @Test
    void what_has_no_word_finds_nothing() {
        chat("gone");
        say("gone", 2_000_000, "really?!");

        Answer answer = get("/search?q=%3F%21");

        assertThat(answer.json().get("results")).isEmpty();
        assertThat(answer.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void tables_that_are_down_are_a_503() {
        chat("gone");
        tables.breakDown();

        assertThat(get("/search?q=hello").status()).isEqualTo(503);
    }
}
