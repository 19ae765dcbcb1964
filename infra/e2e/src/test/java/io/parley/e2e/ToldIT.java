package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What who listens is promised: events, receipts, unread counts, chats that change. */
@Order(3)
class ToldIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Device annPhone = ann.device("phone").connect(0);
    private final Device bobPhone = bob.device("phone").connect(1);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void receipts_in_a_direct_chat_are_cumulative_and_never_go_back() {
        String chat = ann.direct(bob);
        List<String> ids = Stream.of("1", "2", "3")
                .map(words -> annPhone.expectAck(annPhone.send(chat, words))
                        .path("msg_id")
                        .asText())
                .toList();
        bobPhone.expectMessage("3");

        bobPhone.say("{'type':'delivered','chat_id':'%s','msg_id':'%s'}", chat, ids.get(1));
        annPhone.expect("delivered 2", receipt("delivered", ids.get(1)));
        bobPhone.say("{'type':'delivered','chat_id':'%s','msg_id':'%s'}", chat, ids.get(0));
        bobPhone.say("{'type':'read','chat_id':'%s','msg_id':'%s'}", chat, ids.get(2));
        JsonNode read = annPhone.expect("read 3", receipt("read", ids.get(2)));
        bobPhone.say("{'type':'delivered','chat_id':'%s','msg_id':'%s'}", chat, ids.get(2));
        bobPhone.expectAck(bobPhone.send(chat, "fence"));
        annPhone.expectMessage("fence");

        assertThat(read.path("user").asText()).isEqualTo(bob.id());
        assertThat(Instant.parse(read.path("at").asText()))
                .isBefore(Instant.now().plusSeconds(5));
        assertThat(annPhone.frames()).noneMatch(receipt("delivered", ids.get(0))::test);
        // The list waits until it reflects what was told; there is no other chat in it.
        JsonNode peer = ann.get("chats?min_seq=" + annPhone.lastSeq()).at("/chats/0/peer");
        assertThat(peer.path("read").asText()).isEqualTo(ids.get(2));
        assertThat(peer.path("delivered").asText()).isEqualTo(ids.get(2));
    }

    @Test
    void unread_counts_others_messages_and_reading_on_one_device_resets_the_others() {
        String chat = ann.direct(bob);
        Device bobLaptop = bob.device("laptop").connect(0);
        annPhone.send(chat, "1");
        annPhone.send(chat, "2");
        String second = bobPhone.expectMessage("2").path("msg_id").asText();
        assertThat(bobPhone.expectMessage("2").path("unread").asInt()).isEqualTo(2);
        assertThat(annPhone.expectMessage("2").path("unread").asInt()).isZero();

        bobPhone.say("{'type':'read','chat_id':'%s','msg_id':'%s'}", chat, second);

        for (Device device : List.of(bobPhone, bobLaptop)) {
            JsonNode unread = device.expect("unread 0", frame -> Device.is(frame, "unread"));
            assertThat(unread.path("count").asInt()).isZero();
            assertThat(unread.path("mentions").asInt()).isZero();
            assertThat(unread.path("read").asText()).isEqualTo(second);
        }
        bobPhone.send(chat, "mine");
        assertThat(bobPhone.expectMessage("mine").path("unread").asInt()).isZero();
    }

    @Test
    void reading_in_the_middle_leaves_the_rest_unread() {
        String chat = ann.direct(bob);
        Stream.of("1", "2", "3", "4").forEach(words -> annPhone.expectAck(annPhone.send(chat, words)));
        bobPhone.expectMessage("4");
        String second = bobPhone.expectMessage("2").path("msg_id").asText();

        bobPhone.say("{'type':'read','chat_id':'%s','msg_id':'%s'}", chat, second);

        assertThat(bobPhone.expect("unread", frame -> Device.is(frame, "unread"))
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        annPhone.send(chat, "5");
        assertThat(bobPhone.expectMessage("5").path("unread").asInt()).isEqualTo(3);
        JsonNode chats = bob.get("chats?min_seq=" + bobPhone.lastSeq()).path("chats");
        assertThat(chats.get(0).path("unread").asInt()).isEqualTo(3);
    }

    @Test
    void a_direct_chat_is_told_to_both_before_its_first_message() {
        String chat = ann.direct(bob);
        annPhone.send(chat, "hi");
        bobPhone.expectMessage("hi");

        for (Device device : List.of(annPhone, bobPhone)) {
            List<JsonNode> events = device.frames().stream()
                    .filter(frame -> frame.has("seq"))
                    .skip(1)
                    .toList();
            JsonNode created = events.get(0);
            assertThat(created.path("type").asText()).isEqualTo("chat");
            assertThat(created.path("event").asText()).isEqualTo("created");
            assertThat(created.path("by").asText()).isEqualTo(ann.id());
            assertThat(created.path("chat").path("type").asText()).isEqualTo("direct");
            assertThat(created.path("chat").path("role").asText()).isEqualTo("member");
            assertThat(created.path("chat").path("members").asInt()).isEqualTo(2);
            assertThat(created.path("chat").has("last_message")).isFalse();
            String peer = device == annPhone ? bob.id() : ann.id();
            assertThat(created.path("chat").path("peer").path("user").asText()).isEqualTo(peer);
        }
    }

    @Test
    void a_group_is_told_to_all_and_says_so_in_its_talk() {
        String group = ann.group("Team", List.of(bob, cat));

        JsonNode created = bobPhone.expect("created", chatEvent("created", group));
        JsonNode system = bobPhone.expect("the system message", systemMessage("created", group));

        assertThat(created.path("chat").path("name").asText()).isEqualTo("Team");
        assertThat(created.path("chat").path("role").asText()).isEqualTo("member");
        assertThat(created.path("chat").path("members").asInt()).isEqualTo(3);
        assertThat(system.path("chat_seq").asLong()).isEqualTo(1);
        assertThat(system.has("sender")).isFalse();
        assertThat(system.path("unread").asInt()).isZero();
        assertThat(system.path("event").path("by").asText()).isEqualTo(ann.id());
        assertThat(annPhone.expect("created", chatEvent("created", group))
                        .path("chat")
                        .path("role")
                        .asText())
                .isEqualTo("owner");
    }

    @Test
    void who_is_removed_hears_that_and_then_nothing_until_added_again() {
        String group = ann.group("Door", List.of(bob, cat));
        annPhone.expectAck(annPhone.send(group, "inside"));
        bobPhone.expectMessage("inside");

        ann.call("DELETE", "chats/" + group + "/members/" + bob.id(), null);
        JsonNode removed = bobPhone.expect("removed", chatEvent("members_removed", group));
        annPhone.expectAck(annPhone.send(group, "behind his back"));
        ann.call("POST", "chats/" + group + "/members", Json.of("{'members':['%s']}", bob.id()));
        JsonNode added = bobPhone.expect("added", chatEvent("members_added", group));
        annPhone.send(group, "back again");
        JsonNode back = bobPhone.expectMessage("back again");

        assertThat(removed.path("users").toString()).isEqualTo("[\"" + bob.id() + "\"]");
        assertThat(removed.path("chat").has("role")).isFalse();
        assertThat(removed.path("chat").path("unread").asInt()).isZero();
        assertThat(added.path("chat").path("role").asText()).isEqualTo("member");
        assertThat(added.path("chat").path("unread").asInt()).isZero();
        assertThat(back.path("unread").asInt()).isEqualTo(1);
        assertThat(bobPhone.frames())
                .noneMatch(frame -> frame.path("content").asText().equals("behind his back"))
                .noneMatch(systemMessage("members_removed", group)::test);
        assertThat(bob.history(group, bobPhone.lastSeq(), 50))
                .extracting(message -> message.path("content").asText())
                .contains("inside", "back again")
                .doesNotContain("behind his back");
    }

    @Test
    void an_event_reaches_each_device_once_and_in_seq_order() {
        String chat = ann.direct(bob);
        Device bobLaptop = bob.device("laptop").connect(0);
        for (int i = 0; i < 50; i++) {
            annPhone.send(chat, "m" + i);
        }
        bobPhone.expectMessage("m49");
        bobLaptop.expectMessage("m49");

        for (Device device : List.of(bobPhone, bobLaptop)) {
            List<Long> seqs = device.frames().stream()
                    .filter(frame -> frame.has("seq") && !Device.is(frame, "hello"))
                    .map(frame -> frame.path("seq").asLong())
                    .toList();
            for (int i = 1; i < seqs.size(); i++) {
                assertThat(seqs.get(i)).isEqualTo(seqs.get(i - 1) + 1);
            }
        }
    }

    private static java.util.function.Predicate<JsonNode> receipt(String status, String msgId) {
        return frame -> Device.is(frame, "receipt")
                && frame.path("status").asText().equals(status)
                && frame.path("msg_id").asText().equals(msgId);
    }

    private static java.util.function.Predicate<JsonNode> chatEvent(String kind, String chatId) {
        return frame -> Device.is(frame, "chat")
                && frame.path("event").asText().equals(kind)
                && frame.path("chat").path("chat_id").asText().equals(chatId);
    }

    private static java.util.function.Predicate<JsonNode> systemMessage(String kind, String chatId) {
        return frame -> Device.is(frame, "message")
                && frame.path("msg_type").asText().equals("system")
                && frame.path("event").path("kind").asText().equals(kind)
                && frame.path("chat_id").asText().equals(chatId);
    }
}
