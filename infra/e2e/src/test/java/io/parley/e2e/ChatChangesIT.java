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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that changes a chat: who may, what everybody is told, and how it is refused. */
@Order(4)
class ChatChangesIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Person dan = play.person("dan");

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void who_was_never_a_member_is_told_404_and_who_once_was_403() {
        String group = ann.group("Closed", List.of(bob));
        ann.call("DELETE", "chats/" + group + "/members/" + bob.id(), null);

        for (String path : List.of("chats/" + group, "chats/" + group + "/messages")) {
            assertProblem(cat.call("GET", path, null), 404, "no_such_chat");
            assertProblem(bob.call("GET", path, null), 403, "not_a_member");
        }
        assertProblem(cat.call("PATCH", "chats/" + group, Json.of("{'name':'Mine'}")), 404, "no_such_chat");
        assertProblem(bob.call("PATCH", "chats/" + group, Json.of("{'name':'Mine'}")), 403, "not_a_member");
        assertProblem(cat.call("GET", "chats/nowhere", null), 404, "no_such_chat");
        assertProblem(cat.call("GET", "chats/not%20an%20id", null), 404, "no_such_chat");
    }

    @Test
    void the_rights_of_owner_admin_and_member() {
        String group = ann.group("Rights", List.of(bob, cat, dan));
        String members = "chats/" + group + "/members";
        assertThat(setRole(ann, group, bob, "admin").status()).isEqualTo(200);

        assertProblem(cat.call("PATCH", "chats/" + group, Json.of("{'name':'No'}")), 403, "forbidden");
        assertProblem(cat.call("POST", members, Json.of("{'members':['zed']}")), 403, "forbidden");
        assertProblem(cat.call("DELETE", members + "/" + dan.id(), null), 403, "forbidden");
        assertProblem(setRole(cat, group, dan, "admin"), 403, "forbidden");

        assertThat(bob.call("PATCH", "chats/" + group, Json.of("{'name':'Yes'}"))
                        .status())
                .isEqualTo(200);
        assertThat(bob.call("POST", members, Json.of("{'members':['zed']}")).status())
                .isEqualTo(200);
        assertThat(bob.call("DELETE", members + "/zed", null).status()).isEqualTo(204);
        assertProblem(setRole(bob, group, dan, "admin"), 403, "forbidden");
        assertProblem(bob.call("DELETE", members + "/" + ann.id(), null), 403, "forbidden");

        assertThat(setRole(ann, group, cat, "admin").status()).isEqualTo(200);
        assertProblem(bob.call("DELETE", members + "/" + cat.id(), null), 403, "forbidden");
        assertThat(ann.call("DELETE", members + "/" + cat.id(), null).status()).isEqualTo(204);
        assertThat(dan.call("DELETE", members + "/" + dan.id(), null).status()).isEqualTo(204);
    }

    @Test
    void a_direct_chat_has_no_rights_to_give() {
        String chat = ann.direct(bob);

        assertProblem(ann.call("PATCH", "chats/" + chat, Json.of("{'name':'Us'}")), 403, "forbidden");
        assertProblem(ann.call("POST", "chats/" + chat + "/members", Json.of("{'members':['zed']}")), 403, "forbidden");
        assertProblem(ann.call("DELETE", "chats/" + chat + "/members/" + bob.id(), null), 403, "forbidden");
        assertProblem(ann.call("DELETE", "chats/" + chat + "/members/" + ann.id(), null), 403, "forbidden");
        assertProblem(setRole(ann, chat, bob, "admin"), 403, "forbidden");
    }

    @Test
    void giving_the_role_owner_hands_it_over() {
        Device bobPhone = bob.device("phone").connect(1);
        String group = ann.group("Hand over", List.of(bob));

        Rest.Answer handed = setRole(ann, group, bob, "owner");

        assertThat(handed.status()).isEqualTo(200);
        assertThat(roles(ann, group)).containsExactlyInAnyOrder(ann.id() + " admin", bob.id() + " owner");
        JsonNode told = bobPhone.expect("role_changed", chatEvent("role_changed"));
        assertThat(told.path("users")).extracting(JsonNode::asText).containsExactly(bob.id(), ann.id());
        bobPhone.settle();
        assertThat(bobPhone.frames().stream().filter(chatEvent("role_changed")::test))
                .hasSize(1);
    }

    @Test
    void when_the_owner_leaves_the_longest_standing_admin_follows() {
        Device catPhone = cat.device("phone").connect(1);
        String group = ann.group("Succession", List.of(bob, cat, dan));
        setRole(ann, group, dan, "admin");
        setRole(ann, group, cat, "admin");

        assertThat(ann.call("DELETE", "chats/" + group + "/members/" + ann.id(), null)
                        .status())
                .isEqualTo(204);

        JsonNode removed = catPhone.expect("members_removed", chatEvent("members_removed"));
        JsonNode changed = catPhone.expect(
                "the last role_changed",
                frame -> chatEvent("role_changed").test(frame)
                        && frame.path("seq").asLong() > removed.path("seq").asLong());
        assertThat(changed.path("by").asText()).isEqualTo(ann.id());
        assertThat(changed.path("chat").path("version").asLong())
                .isGreaterThan(removed.path("chat").path("version").asLong());
        assertThat(roles(bob, group)).filteredOn(role -> role.endsWith("owner")).hasSize(1);
        assertThat(roles(bob, group)).noneMatch(role -> role.startsWith(ann.id()));
        String owner = roles(bob, group).stream()
                .filter(role -> role.endsWith("owner"))
                .findFirst()
                .orElseThrow();
        assertThat(owner).isIn(dan.id() + " owner", cat.id() + " owner");
    }

    @Test
    void when_the_owner_of_members_alone_leaves_one_of_them_follows() {
        String group = ann.group("Members", List.of(bob));

        ann.call("DELETE", "chats/" + group + "/members/" + ann.id(), null);

        assertThat(roles(bob, group)).containsExactly(bob.id() + " owner");
    }

    @Test
    void version_rises_with_every_change_and_adding_who_is_there_changes_nothing() {
        String group = ann.group("Version", List.of(bob));
        long v1 = ann.get("chats/" + group).path("version").asLong();

        long v2 = ann.call("PATCH", "chats/" + group, Json.of("{'name':'Version 2'}"))
                .body()
                .path("version")
                .asLong();
        String members = "chats/" + group + "/members";
        long same = ann.call("POST", members, Json.of("{'members':['%s']}", bob.id()))
                .body()
                .path("version")
                .asLong();
        long v3 = ann.call("POST", members, Json.of("{'members':['%s']}", cat.id()))
                .body()
                .path("version")
                .asLong();

        assertThat(v2).isGreaterThan(v1);
        assertThat(same).isEqualTo(v2);
        assertThat(v3).isGreaterThan(v2);
    }

    @Test
    void muting_is_ones_own_and_told_to_ones_own_devices_alone() {
        Device annPhone = ann.device("phone").connect(0);
        Device bobPhone = bob.device("phone").connect(1);
        String group = ann.group("Quiet", List.of(bob));

        Rest.Answer muted = ann.call("PATCH", "chats/" + group, Json.of("{'muted':true}"));

        assertThat(muted.body().path("muted").asBoolean()).isTrue();
        annPhone.expect("muted", chatEvent("muted"));
        assertThat(bob.get("chats/" + group).path("muted").asBoolean()).isFalse();
        annPhone.send(group, "fence");
        bobPhone.expectMessage("fence");
        assertThat(bobPhone.frames()).noneMatch(chatEvent("muted")::test);
        assertThat(bob.call("PATCH", "chats/" + group, Json.of("{'muted':true}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_rename_is_told_to_all_and_said_in_the_talk() {
        Device bobPhone = bob.device("phone").connect(1);
        String group = ann.group("Old", List.of(bob));

        ann.call("PATCH", "chats/" + group, Json.of("{'name':'New'}"));

        assertThat(bobPhone.expect("renamed", chatEvent("renamed"))
                        .path("chat")
                        .path("name")
                        .asText())
                .isEqualTo("New");
        bobPhone.expect(
                "the system message",
                frame -> frame.path("event").path("kind").asText().equals("renamed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'name':''}", "{'name':5}", "{'muted':'yes'}", "[]", "'text'"})
    void a_change_that_cannot_be_is_422(String body) {
        String group = ann.group("Patch", List.of(bob));
        JsonNode json =
                body.startsWith("{") ? Json.of(body) : Json.of("{'x':%s}", body).get("x");

        assertProblem(ann.call("PATCH", "chats/" + group, json), 422, "bad_request");
    }

    @Test
    void removing_who_is_gone_is_204_and_a_role_for_who_is_no_member_404() {
        String group = ann.group("Gone", List.of(bob));
        String members = "chats/" + group + "/members/";
        ann.call("DELETE", members + bob.id(), null);

        assertThat(ann.call("DELETE", members + bob.id(), null).status()).isEqualTo(204);
        assertThat(bob.call("DELETE", members + bob.id(), null).status()).isEqualTo(204);
        assertProblem(setRole(ann, group, bob, "admin"), 404, "no_such_user");
        assertProblem(ann.call("PATCH", members + bob.id(), Json.of("{'role':'king'}")), 422, "bad_request");
    }

    private static Rest.Answer setRole(Person by, String chat, Person whom, String role) {
        return by.call("PATCH", "chats/" + chat + "/members/" + whom.id(), Json.of("{'role':'%s'}", role));
    }

    private static List<String> roles(Person reader, String chat) {
        List<String> roles = new ArrayList<>();
        reader.get("chats/" + chat)
                .path("member_list")
                .forEach(member -> roles.add(
                        member.path("user").asText() + " " + member.path("role").asText()));
        return roles;
    }

    private static java.util.function.Predicate<JsonNode> chatEvent(String kind) {
        return frame -> Device.is(frame, "chat") && frame.path("event").asText().equals(kind);
    }
}
