package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.ChangeRole;
import io.parley.avro.ChatCommand;
import io.parley.avro.CreateChat;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.Role;
import io.parley.avro.SetMuted;
import io.parley.edge.store.MarkRow;
import io.parley.edge.store.Reached;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tenure;
import io.parley.edge.store.UserRow;
import io.parley.ids.ChatIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChatCallsTest extends RestTest {
    private static final Reached ALL = new Reached(9_000, 9_000, 9_000);

    private static Done done(String chatId, boolean created, long stamp) {
        return new Done(chatId, created, FactTopic.MEMBERS, stamp);
    }

    private void given(String chatId, boolean direct, String... who) {
        tables.chat(chatId, direct, 9_000, who);
        for (String user : who) {
            tables.userChat(user, chatId, true, null, ALL);
        }
    }

    private Object command(int index) {
        return ((ChatCommand) bus.commands.get(index)).getCommand();
    }

    @Test
    void a_group_is_made_with_its_members_folded_and_the_caller_first() {
        String id = ChatIds.group("ann", "c1");
        tables.users.put("bob", new UserRow("bob", "Bob", null, 1));
        bus.answer = command -> {
            given(id, false, "ann", "bob");
            return done(id, true, 5_000);
        };

        Answer answer = send(
                "POST",
                "/chats",
                "{\"type\":\"group\",\"name\":\"Team\",\"members\":[\"bob\",\"ann\",\"bob\"],\"client_chat_id\":\"c1\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("chat_id").asText()).isEqualTo(id);
        assertThat(answer.json().path("role").asText()).isEqualTo("owner");
        CreateChat create = (CreateChat) command(0);
        assertThat(create.getMembers()).containsExactly("ann", "bob");
        assertThat(create.getNames()).isEqualTo(Map.of("ann", "Token ann", "bob", "Bob"));
        assertThat(((ChatCommand) bus.commands.get(0)).getChatId()).isEqualTo(id);
    }

    @Test
    void a_group_made_again_is_200_and_the_same() {
        String id = ChatIds.group("ann", "c1");
        given(id, false, "ann");
        bus.answer = command -> done(id, false, 5_000);

        Answer answer = send("POST", "/chats", "{\"type\":\"group\",\"name\":\"Team\",\"client_chat_id\":\"c1\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("chat_id").asText()).isEqualTo(id);
    }

    @Test
    void a_direct_chat_shows_the_other_one_and_how_far_they_are() {
        String id = ChatIds.direct("ann", "bob");
        given(id, true, "ann", "bob");
        StoredMessage said = tables.say(id, "ann", 8_000, 1, "hi");
        tables.users.put("bob", new UserRow("bob", "Bob", null, 1));
        tables.marks.put(id, Map.of("bob", new MarkRow("bob", said.id(), Instant.ofEpochMilli(9), null, null)));
        bus.answer = command -> done(id, false, 5_000);

        Answer answer = send("POST", "/chats", "{\"type\":\"direct\",\"members\":[\"bob\"]}");

        JsonNode chat = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(chat.path("type").asText()).isEqualTo("direct");
        assertThat(chat.has("name")).isFalse();
        assertThat(chat.path("peer").path("user").asText()).isEqualTo("bob");
        assertThat(chat.path("peer").path("name").asText()).isEqualTo("Bob");
        assertThat(chat.path("peer").path("delivered").asText())
                .isEqualTo(said.id().toString());
        assertThat(chat.path("peer").has("read")).isFalse();
        assertThat(chat.path("last_message").path("status").asText()).isEqualTo("delivered");
    }

    @Test
    void a_write_that_the_tables_do_not_show_in_time_is_503() {
        String id = ChatIds.direct("ann", "bob");
        given(id, true, "ann", "bob");
        bus.answer = command -> done(id, true, 9_001);

        assertProblem(send("POST", "/chats", "{\"type\":\"direct\",\"members\":[\"bob\"]}"), 503, "unavailable");
    }

    @Test
    void a_chat_has_exactly_the_fields_of_the_contract() {
        given("gteam", false, "ann", "bob");
        tables.users.put("bob", new UserRow("bob", "Bob", null, 1));

        JsonNode chat = get("/chats/gteam").json();

        List<String> fields = new ArrayList<>();
        chat.fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "chat_id",
                        "type",
                        "name",
                        "version",
                        "created_at",
                        "members",
                        "role",
                        "unread",
                        "mentions",
                        "muted",
                        "member_list");
        assertThat(chat.path("created_at").asText()).isEqualTo("1970-01-01T00:00:00.001Z");
        assertThat(chat.path("member_list").get(0).toString())
                .isEqualTo(
                        "{\"user\":\"ann\",\"name\":\"Token ann\",\"role\":\"owner\",\"joined_at\":\"1970-01-01T00:00:00.001Z\"}");
        assertThat(chat.path("member_list").get(1).path("name").asText()).isEqualTo("Bob");
    }

    @Test
    void who_was_never_in_a_chat_is_told_another_thing_than_who_was() {
        given("gteam", false, "ann");
        tables.member("gteam", "bob", null, new Tenure(1_000, 2_000));

        caller = "cat";
        assertProblem(get("/chats/gteam"), 404, "no_such_chat");
        assertProblem(get("/chats/gteam/messages"), 404, "no_such_chat");
        caller = "bob";
        assertProblem(get("/chats/gteam"), 403, "not_a_member");
        assertProblem(get("/chats/gteam/messages"), 403, "not_a_member");
    }

    @Test
    void name_and_muted_are_two_changes() {
        given("gteam", false, "ann");
        bus.answer = command -> done("gteam", false, command instanceof RenameChat ? 8_000 : 9_000);

        Answer answer = send("PATCH", "/chats/gteam", "{\"name\":\"New\",\"muted\":true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(command(0)).isEqualTo(new RenameChat("New"));
        assertThat(command(1)).isEqualTo(new SetMuted(true));
    }

    @Test
    void a_change_of_a_group_waits_for_the_message_that_tells_of_it() {
        given("gteam", false, "ann");
        bus.answer = command -> done("gteam", false, 9_000);

        assertProblem(send("PATCH", "/chats/gteam", "{\"name\":\"New\"}"), 503, "unavailable");
    }

    @Test
    void members_are_added_promoted_and_removed() {
        given("gteam", false, "ann", "bob");
        bus.answer = command -> done("gteam", false, 8_000);

        assertThat(send("POST", "/chats/gteam/members", "{\"members\":[\"cat\",\"cat\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PATCH", "/chats/gteam/members/bob", "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("DELETE", "/chats/gteam/members/bob", "").status()).isEqualTo(204);

        assertThat(command(1)).isEqualTo(new ChangeRole("bob", Role.ADMIN));
        assertThat(command(2)).isEqualTo(new RemoveMember("bob"));
    }

    @Test
    void who_leaves_is_not_told_of_it_in_the_talk_and_waits_for_no_such_thing() {
        given("gteam", false, "ann", "bob");
        bus.answer = command -> {
            tables.member("gteam", "ann", null, new Tenure(1_000, 9_000));
            tables.userChat("ann", "gteam", false, null, new Reached(0, 9_000, 0));
            return done("gteam", false, 9_000);
        };

        assertThat(send("DELETE", "/chats/gteam/members/ann", "").status()).isEqualTo(204);
        assertProblem(get("/chats/gteam"), 403, "not_a_member");
    }

    @Test
    void chats_come_last_active_first_and_page_by_a_cursor_that_stays() {
        for (int i = 1; i <= 5; i++) {
            given("g" + i, false, "ann");
            StoredMessage said = tables.say("g" + i, "bob", 1_000_000L * i, 1, "hi");
            tables.userChat("ann", "g" + i, true, said.id(), ALL);
        }
        tables.asOf.put("ann", 42L);

        Answer first = get("/chats?limit=2");
        StoredMessage late = tables.say("g1", "bob", 9_000_000L, 1, "late");
        tables.userChat("ann", "g1", true, late.id(), ALL);
        Answer second =
                get("/chats?limit=2&cursor=" + first.json().path("next_cursor").asText());
        Answer third =
                get("/chats?limit=2&cursor=" + second.json().path("next_cursor").asText());

        assertThat(ids(first)).containsExactly("g5", "g4");
        assertThat(first.json().path("as_of").asLong()).isEqualTo(42);
        assertThat(ids(second)).containsExactly("g3", "g2");
        assertThat(third.json().path("chats")).isEmpty();
        assertThat(second.json().get("next_cursor").isNull()).isTrue();
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.json().path("chats").forEach(chat -> ids.add(chat.path("chat_id").asText()));
        return ids;
    }

    @Test
    void the_end_of_the_list_is_null_and_a_chat_one_left_is_not_on_it() {
        given("gteam", false, "ann");
        given("gleft", false, "bob");
        tables.member("gleft", "ann", null, new Tenure(1, 2));

        Answer answer = get("/chats");

        assertThat(ids(answer)).containsExactly("gteam");
        assertThat(answer.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void an_empty_list_is_there() {
        Answer answer = get("/chats?min_seq=0");

        assertThat(answer.json().toString()).isEqualTo("{\"chats\":[],\"as_of\":0,\"next_cursor\":null}");
    }

    @Test
    void a_list_that_must_reflect_more_than_the_tables_have_is_503() {
        given("gteam", false, "ann");
        tables.asOf.put("ann", 41L);

        assertProblem(get("/chats?min_seq=42"), 503, "unavailable");
    }

    @Test
    void a_chat_that_lags_behind_what_was_told_makes_the_list_503_only_when_it_must_reflect_it() {
        given("gteam", false, "ann");
        tables.asOf.put("ann", 42L);
        tables.userChat("ann", "gteam", true, null, new Reached(9_001, 0, 0));

        assertProblem(get("/chats?min_seq=42"), 503, "unavailable");
        Answer answer = get("/chats");
        assertThat(ids(answer)).containsExactly("gteam");
        assertThat(answer.json().path("as_of").asLong()).isZero();
    }

    @Test
    void who_was_removed_is_shown_nothing_of_the_chat_though_the_list_lags() {
        given("gteam", false, "ann", "bob");
        tables.members.put("gteam", new TreeMap<>(tables.members.getOrDefault("gteam", Map.of())));
        tables.member("gteam", "ann", null, new Tenure(1_000, 2_000));
        tables.userChat("ann", "gteam", true, null, ALL);

        assertThat(ids(get("/chats"))).isEmpty();
    }
}
