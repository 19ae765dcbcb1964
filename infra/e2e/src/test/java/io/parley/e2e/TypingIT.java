package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Seen;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who types: the members hear it on whatever edge, and nobody else does. */
@Order(5)
class TypingIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private final Person eve = play.person("eve");
    private final Device annPhone = ann.device("phone").connect(0);
    private final Device annTablet = ann.device("tablet").connect(1);
    private final Device bobPhone = bob.device("phone").connect(1);
    private final Device bobTablet = bob.device("tablet").connect(0);
    private final Device evePhone = eve.device("phone").connect(1);

    @AfterEach
    void stop() {
        play.close();
    }

    private static void types(Device device, String chat) {
        device.say("{'type':'typing','chat_id':'%s'}", chat);
    }

    private static String refusal(Device device, String chat) {
        String ref = "t" + System.nanoTime();
        device.say("{'type':'typing','chat_id':'%s','ref':'%s'}", chat, ref);
        return device.expectRef(ref).path("code").asText();
    }

    /**
     * Goes on typing until each of these has heard it. Whom an edge tells is read from Redis, and hello does not wait until
     * who has just come stands there.
     */
    private static void typesUntilHeard(Device device, String chat, Device... ears) {
        String user = device.person().id();
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!Stream.of(ears).allMatch(ear -> hasHeard(ear, user, chat))) {
            assertThat(System.nanoTime())
                    .as("typing of %s in %s is never heard", user, chat)
                    .isLessThan(deadline);
            types(device, chat);
            device.settle();
            Play.pause();
        }
    }

    private static boolean hasHeard(Device device, String user, String chat) {
        return device.frames().stream()
                .anyMatch(frame -> Device.is(frame, "typing")
                        && frame.path("user").asText().equals(user)
                        && frame.path("chat_id").asText().equals(chat)
                        && frame.size() == 3);
    }

    @Test
    void members_on_both_edges_see_it_and_nobody_else() {
        String team = ann.group("team", List.of(bob, cat));

        typesUntilHeard(annPhone, team, bobPhone, bobTablet);

        assertThat(typingOfAnnAt(annTablet, evePhone)).isEmpty();
    }

    /** What these were told of ann's typing, once what was sent after it has come. */
    private List<?> typingOfAnnAt(Device... devices) {
        String pair = bob.direct(ann);
        String other = bob.direct(eve);
        typesUntilHeard(bobPhone, pair, annTablet);
        typesUntilHeard(bobPhone, other, evePhone);
        return List.of(devices).stream()
                .flatMap(device -> new Seen(device).typing(ann).stream())
                .toList();
    }

    @Test
    void a_burst_is_shown_once() {
        String pair = ann.direct(bob);
        String team = ann.group("team", List.of(bob));
        typesUntilHeard(annPhone, team, bobPhone);

        for (int i = 0; i < 10; i++) {
            types(annPhone, pair);
        }
        bobPhone.expect(
                "typing of ann",
                frame -> Device.is(frame, "typing")
                        && frame.path("chat_id").asText().equals(pair));
        annPhone.expectAck(annPhone.send(pair, "done"));
        bobPhone.expectMessage("done");

        assertThat(typingIn(bobPhone, ann, pair)).hasSize(1);
    }

    @Test
    void who_is_no_member_is_told_so_and_who_was_removed_neither_types_nor_sees_it() {
        String team = ann.group("team", List.of(bob, cat));
        assertThat(refusal(evePhone, team)).isEqualTo("no_such_chat");
        assertThat(refusal(annPhone, "no-such-chat-at-all")).isEqualTo("no_such_chat");

        ann.call("DELETE", "chats/" + team + "/members/" + bob.id(), null);
        bobPhone.expect("the removal", frame -> frame.path("event").asText().equals("members_removed"));
        assertThat(refusal(bobPhone, team)).isEqualTo("not_a_member");
        Device catPhone = cat.device("phone").connect(1);
        typesUntilHeard(annPhone, team, catPhone);

        bobPhone.settle();
        assertThat(new Seen(bobPhone).typing(ann)).isEmpty();
    }

    @Test
    void in_a_blocked_chat_nobody_types() {
        String pair = ann.direct(bob);
        String open = ann.direct(eve);
        assertThat(bob.call("PUT", "users/me/blocks/" + ann.id(), null).status())
                .isEqualTo(204);

        // The tables show the block a moment later: then a typing in the other chat comes, and none in this one.
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        int leaks;
        do {
            assertThat(System.nanoTime()).as("typing leaks through a block").isLessThan(deadline);
            leaks = typingThatLeaks(pair, open);
        } while (leaks > 0);
    }

    /** Both type until the next typing in the open chat has come; what came of it in the blocked one. */
    private int typingThatLeaks(String pair, String open) {
        int before = typingIn(pair);
        int marker = new Seen(evePhone).typing(ann).size();
        while (new Seen(evePhone).typing(ann).size() == marker) {
            types(annPhone, pair);
            types(bobPhone, pair);
            types(annPhone, open);
            annPhone.settle();
            bobPhone.settle();
            Play.pause();
        }
        return typingIn(pair) - before;
    }

    private int typingIn(String pair) {
        return typingIn(bobPhone, ann, pair).size()
                + typingIn(annPhone, bob, pair).size();
    }

    private static List<JsonNode> typingIn(Device device, Person who, String chat) {
        return new Seen(device)
                .typing(who).stream()
                        .filter(frame -> frame.path("chat_id").asText().equals(chat))
                        .toList();
    }
}
