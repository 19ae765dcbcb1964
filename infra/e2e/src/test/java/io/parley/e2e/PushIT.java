package io.parley.e2e;

import static io.parley.e2e.play.Device.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Whom a message wakes, up to the line that the sink's log target writes. With one shard all pushes of one cause come in
 * order, so that one which was not made is known by a later one that was.
 */
@Order(6)
class PushIT {
    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Device phone = ann.device("phone").connect(0);

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void who_is_away_is_pushed_once_to_each_device_with_the_badge_of_all_chats() {
        register(bob, "tablet", "fcm");
        register(bob, "watch", "apns");
        String one = ann.direct(bob);
        String two = ann.group("two", List.of(bob));

        String first = said(one, "hello");
        String second = said(two, "hello all");
        String third = said(one, "are you there?");

        expectPush(bob, "tablet", "msg=" + first, "badge=1", "muted=false", "platform=fcm");
        expectPush(bob, "watch", "msg=" + first, "badge=1", "platform=apns");
        expectPush(bob, "tablet", "msg=" + second, "badge=2", "chat=" + two);
        expectPush(bob, "watch", "msg=" + third, "badge=3", "chat=" + one);
        assertThat(pushesTo(bob)).hasSize(6);
        assertThat(String.join("\n", cluster.logOf("connect")))
                .as("neither content nor tokens")
                .doesNotContain("are you there")
                .doesNotContain(token(bob, "watch"));
    }

    @Test
    void who_looks_at_a_connection_is_pushed_what_it_does_not_deliver_in_time_and_nothing_else() {
        register(bob, "phone", "apns");
        register(cat, "phone", "apns");
        String withBob = ann.direct(bob);
        String withCat = ann.direct(cat);
        bob.device("phone").onFrame(PushIT::deliver).connect(0);
        cat.device("phone").connect(1);

        said(withBob, "this one is delivered");
        String undelivered = said(withCat, "this one is not");

        expectPush(cat, "phone", "msg=" + undelivered);
        assertThat(pushesTo(bob)).as("due before, and not pushed").isEmpty();
        assertThat(pushesTo(cat)).hasSize(1);
    }

    @Test
    void who_does_not_look_is_pushed_although_it_is_delivered() {
        register(bob, "phone", "fcm");
        String chat = ann.direct(bob);
        Device bobs = bob.device("phone").onFrame(PushIT::deliver).connect(0);
        bobs.say("{'type':'active','active':false}");
        bobs.settle();

        // What push hears of first is not known: each of these is delivered, so only who does not look is pushed one.
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (pushesTo(bob).isEmpty() && System.nanoTime() < deadline) {
            said(chat, "look here");
        }

        expectPush(bob, "phone", "chat=" + chat);
    }

    @Test
    void what_is_read_in_time_is_not_pushed() {
        register(bob, "phone", "fcm");
        register(cat, "phone", "fcm");
        String withBob = ann.direct(bob);
        String withCat = ann.direct(cat);
        Device bobs = bob.device("laptop").connect(0);
        cat.device("laptop").connect(1);

        String read = said(withBob, "read at once");
        bobs.expectMessage("read at once");
        bobs.say("{'type':'read','chat_id':'%s','msg_id':'%s'}", withBob, read);
        String unread = said(withCat, "not read");

        expectPush(cat, "phone", "msg=" + unread);
        assertThat(pushesTo(bob)).isEmpty();
    }

    @Test
    void a_muted_chat_is_silent_but_for_a_mention() {
        register(bob, "phone", "fcm");
        String chat = ann.group("loud", List.of(bob));
        assertThat(bob.call("PATCH", "chats/" + chat, Json.of("{'muted':true}")).status())
                .isEqualTo(200);

        said(chat, "nobody hears this");
        phone.say(
                "{'type':'message','chat_id':'%s','msg_type':'text','content':'@bob','mentions':['%s'],'client_msg_id':'at'}",
                chat, bob.id());
        String mention = phone.expectAck("at").path("msg_id").asText();

        expectPush(bob, "phone", "msg=" + mention, "mention=true", "muted=true", "badge=2");
        assertThat(pushesTo(bob)).hasSize(1);
    }

    @Test
    void a_device_that_was_withdrawn_is_pushed_nothing() {
        register(bob, "phone", "fcm");
        register(bob, "tablet", "fcm");
        String chat = ann.direct(bob);
        assertThat(bob.call("DELETE", "devices/phone", null).status()).isEqualTo(204);
        assertThat(bob.call("DELETE", "devices/phone", null).status())
                .as("gone already")
                .isEqualTo(204);

        String message = said(chat, "hello");

        expectPush(bob, "tablet", "msg=" + message);
        assertThat(pushesTo(bob)).hasSize(1);
    }

    private String said(String chat, String words) {
        return phone.expectAck(phone.send(chat, words)).path("msg_id").asText();
    }

    private void register(Person person, String device, String platform) {
        Rest.Answer answer = person.call(
                "PUT",
                "devices/" + device,
                Json.of("{'platform':'%s','push_token':'%s'}", platform, token(person, device)));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(204);
    }

    private static String token(Person person, String device) {
        return "secret-" + person.id() + "-" + device;
    }

    private static void deliver(Device device, JsonNode frame) {
        if (is(frame, "message")) {
            device.say(
                    "{'type':'delivered','chat_id':'%s','msg_id':'%s'}",
                    frame.path("chat_id").asText(), frame.path("msg_id").asText());
        }
    }

    private void expectPush(Person person, String device, String... said) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (pushesTo(person).stream().noneMatch(line -> holds(line, device, said))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(person.id() + "/" + device + " was never pushed " + List.of(said)
                        + "; pushes: " + pushesTo(person));
            }
            Play.pause();
        }
    }

    private static boolean holds(String line, String device, String... said) {
        String words = line + " ";
        return words.contains(" device=" + device + " ")
                && List.of(said).stream().allMatch(word -> words.contains(" " + word + " "));
    }

    private List<String> pushesTo(Person person) {
        return cluster.logOf("connect").stream()
                .filter(line -> line.contains("push user=" + person.id() + " "))
                .toList();
    }
}
