package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What who sends is promised: acks, ids in order, one effect for one client_msg_id. */
@Order(3)
class TalkIT {

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
    void an_ack_says_where_the_message_stands_and_the_event_says_the_same() {
        String chat = ann.direct(bob);

        JsonNode ack = annPhone.expectAck(annPhone.send(chat, "hello"));
        JsonNode event = bobPhone.expectMessage("hello");

        assertThat(ack.path("chat_id").asText()).isEqualTo(chat);
        assertThat(UUID.fromString(ack.path("msg_id").asText()).version()).isEqualTo(1);
        assertThat(Instant.parse(ack.path("created_at").asText()))
                .isBefore(Instant.now().plusSeconds(5));
        assertThat(ack.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        for (String field : List.of("chat_id", "msg_id", "chat_seq", "created_at", "client_msg_id")) {
            assertThat(event.get(field)).as(field).isEqualTo(ack.get(field));
        }
        assertThat(event.path("sender").asText()).isEqualTo(ann.id());
        assertThat(event.path("msg_type").asText()).isEqualTo("text");
        assertThat(event.path("unread").asInt()).isEqualTo(1);
        assertThat(event.path("mentions_unread").isIntegralNumber()).isTrue();
    }

    @Test
    void chat_seq_counts_from_1_and_ids_rise_with_it() {
        String chat = ann.direct(bob);

        JsonNode first = annPhone.expectAck(annPhone.send(chat, "1"));
        JsonNode second = annPhone.expectAck(annPhone.send(chat, "2"));

        assertThat(first.path("chat_seq").asLong()).isEqualTo(1);
        assertThat(second.path("chat_seq").asLong()).isEqualTo(2);
        assertThat(ticks(second)).isGreaterThan(ticks(first));
    }

    @Test
    void a_message_carries_all_that_it_was_given() {
        String group = ann.group("Carry", List.of(bob, cat));
        String first =
                annPhone.expectAck(annPhone.send(group, "first")).path("msg_id").asText();
        ObjectNode data = Json.of("{'order':17,'nested':{'list':[1,2.5,null,true],'text':'é😀'}}");

        annPhone.say(Json.object()
                .put("type", "message")
                .put("chat_id", group)
                .put("content", "look <b>here</b> \u0000 😀")
                .put("client_msg_id", "all-1")
                .put("reply_to", first)
                .<ObjectNode>set(
                        "mentions", Json.of("{'m':['%s','stranger']}", bob.id()).get("m"))
                .set("data", data));
        JsonNode event = bobPhone.expectMessage("look <b>here</b> \u0000 😀");

        assertThat(event.path("reply_to").asText()).isEqualTo(first);
        assertThat(event.path("mentions").toString()).isEqualTo("[\"" + bob.id() + "\"]");
        assertThat(event.path("data")).isEqualTo(data);
        assertThat(event.path("mentions_unread").asInt()).isEqualTo(1);
        assertThat(event.has("file")).isFalse();
        assertThat(event.has("edited_at")).isFalse();
        assertThat(event.has("status")).isFalse();
        assertThat(event.has("reactions")).isFalse();
    }

    @Test
    void the_same_client_msg_id_has_the_first_effect_and_the_first_ack_on_any_edge() {
        String chat = ann.direct(bob);
        Device annLaptop = ann.device("laptop").connect(1);
        annPhone.send(chat, "same", "once");
        JsonNode first = annPhone.expectAck("same");

        annLaptop.send(chat, "same", "once");
        annPhone.send(chat, "same", "other words, same id");
        JsonNode second = annLaptop.expectAck("same");
        annPhone.send(chat, "another", "after");
        bobPhone.expectMessage("after");

        assertThat(second).isEqualTo(first);
        List<JsonNode> messages = bobPhone.frames().stream()
                .filter(frame -> Device.is(frame, "message"))
                .toList();
        assertThat(messages).extracting(frame -> frame.path("content").asText()).containsExactly("once", "after");
        annPhone.settle();
        assertThat(annPhone.frames().stream()
                        .filter(frame -> Device.is(frame, "ack")
                                && frame.path("client_msg_id").asText().equals("same"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void the_same_client_msg_id_in_another_chat_or_of_another_sender_is_another_message() {
        String chat = ann.direct(bob);
        String group = ann.group("Other", List.of(bob));

        annPhone.send(chat, "same", "a");
        annPhone.send(group, "same", "b");
        bobPhone.send(chat, "same", "c");

        List.of("a", "b", "c").forEach(bobPhone::expectMessage);
    }

    @Test
    void a_repeat_is_acknowledged_also_when_the_sender_was_removed_since() {
        String group = ann.group("Removed", List.of(bob));
        bobPhone.send(group, "kept", "kept");
        JsonNode first = bobPhone.expectAck("kept");
        assertThat(ann.call("DELETE", "chats/" + group + "/members/" + bob.id(), null)
                        .status())
                .isEqualTo(204);

        bobPhone.say("{'type':'message','chat_id':'%s','content':'kept','client_msg_id':'kept','ref':'again'}", group);
        bobPhone.say("{'type':'message','chat_id':'%s','content':'no','client_msg_id':'new','ref':'new'}", group);

        ObjectNode again = bobPhone.expectRef("again").deepCopy();
        again.remove("ref");
        assertThat(again).isEqualTo(first);
        assertThat(bobPhone.expectRef("new").path("code").asText()).isEqualTo("not_a_member");
    }

    @Test
    void a_rejection_is_not_remembered() {
        String group = ann.group("Reject", List.of(cat));
        bobPhone.say("{'type':'message','chat_id':'%s','content':'in?','client_msg_id':'try','ref':'1'}", group);
        assertThat(bobPhone.expectRef("1").path("code").asText()).isEqualTo("no_such_chat");

        ann.call("POST", "chats/" + group + "/members", Json.of("{'members':['%s']}", bob.id()));
        bobPhone.say("{'type':'message','chat_id':'%s','content':'in?','client_msg_id':'try','ref':'2'}", group);

        assertThat(bobPhone.expectRef("2").path("type").asText()).isEqualTo("ack");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_first_message_needs_its_chat_to_exist(boolean withId) {
        String id = withId ? ",'client_msg_id':'x'" : "";

        annPhone.say("{'type':'message','chat_id':'nowhere','content':'hi','ref':'r'%s}", id);

        assertThat(annPhone.expectRef("r").path("code").asText()).isEqualTo("no_such_chat");
    }

    @Test
    void without_a_client_msg_id_the_server_makes_one_and_each_send_counts() {
        String chat = ann.direct(bob);

        annPhone.say("{'type':'message','chat_id':'%s','content':'plain','ref':'1'}", chat);
        annPhone.say("{'type':'message','chat_id':'%s','content':'plain','ref':'2'}", chat);

        JsonNode first = annPhone.expectRef("1");
        JsonNode second = annPhone.expectRef("2");
        assertThat(first.path("client_msg_id").asText()).isNotEmpty();
        assertThat(first.path("msg_id").asText())
                .isNotEqualTo(second.path("msg_id").asText());
    }

    private static long ticks(JsonNode ack) {
        return UUID.fromString(ack.path("msg_id").asText()).timestamp();
    }
}
