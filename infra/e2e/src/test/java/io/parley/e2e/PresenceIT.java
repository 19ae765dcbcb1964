package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Seen;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who is online, sentence by sentence of the contract: the watcher is on one edge, the watched on the other. */
@Order(5)
class PresenceIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person eve = play.person("eve");

    @AfterEach
    void stop() {
        play.close();
    }

    private Seen watching(Person watcher, Person... users) {
        return new Seen(watcher.device("watch").connect(0)).watch(users);
    }

    @Test
    void one_is_told_of_each_and_then_of_changes_on_the_other_edge() {
        ann.direct(bob);
        Seen seen = watching(ann, bob);
        seen.awaitStatuses(bob, "offline");
        assertThat(seen.of(bob).get(0).has("last_seen")).as("never seen").isFalse();

        Device phone = bob.device("phone").connect(1);
        seen.awaitStatuses(bob, "offline", "online");
        assertThat(presence(ann, bob).path("status").asText()).isEqualTo("online");

        Instant before = Instant.now();
        phone.leave();
        seen.awaitStatuses(bob, "offline", "online", "offline");
        JsonNode last = presence(ann, bob);
        assertThat(last.path("user").asText()).isEqualTo(bob.id());
        assertThat(last.path("status").asText()).isEqualTo("offline");
        assertThat(Instant.parse(last.path("last_seen").asText())).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(seen.of(bob).get(2).path("last_seen")).isEqualTo(last.path("last_seen"));
    }

    private static JsonNode presence(Person caller, Person user) {
        return caller.get("users/" + user.id() + "/presence");
    }

    @Test
    void a_user_is_online_as_long_as_one_device_is_on_whatever_edge() {
        ann.direct(bob);
        Device phone = bob.device("phone").connect(0);
        Device tablet = bob.device("tablet").connect(1);
        Device laptop = bob.device("laptop").connect(1);
        Seen.awaitOnline(ann, bob);
        Seen seen = watching(ann, bob);
        seen.awaitStatuses(bob, "online");

        phone.leave();
        tablet.cut();
        assertThat(presence(ann, bob).path("status").asText()).isEqualTo("online");
        laptop.leave();

        seen.awaitStatuses(bob, "online", "offline");
    }

    @Test
    void a_page_that_is_loaded_again_does_not_flicker() {
        ann.direct(bob);
        ann.direct(eve);
        Device phone = bob.device("phone").connect(1);
        Seen.awaitOnline(ann, bob);
        Seen seen = watching(ann, bob, eve);
        seen.awaitStatuses(bob, "online");

        phone.leave();
        phone.resume(0);
        Device others = eve.device("phone").connect(1);
        seen.awaitStatuses(eve, "offline", "online");
        others.leave();

        // Eve's going is told after the grace time, so bob's would have been.
        seen.awaitStatuses(eve, "offline", "online", "offline");
        assertThat(seen.statuses(bob)).containsExactly("online");
    }

    @Test
    void a_new_set_replaces_the_old_one() {
        ann.direct(bob);
        ann.direct(eve);
        Seen seen = watching(ann, bob);
        seen.awaitStatuses(bob, "offline");

        seen.watch(eve);
        seen.awaitStatuses(eve, "offline");
        bob.device("phone").connect(1);
        eve.device("phone").connect(1);

        seen.awaitStatuses(eve, "offline", "online");
        assertThat(seen.statuses(bob)).containsExactly("offline");
    }

    @Test
    void one_sees_oneself_and_strangers_are_unknown_until_one_shares_a_chat() {
        eve.device("phone").connect(1);
        ann.device("phone").connect(1);
        Seen.awaitOnline(ann, ann);
        Seen seen = watching(ann, ann, eve);
        seen.awaitStatuses(ann, "online");
        seen.awaitStatuses(eve, "unknown");
        assertThat(presence(ann, eve).path("status").asText()).isEqualTo("unknown");

        String team = ann.group("team", List.of(eve, bob));
        seen.awaitStatuses(eve, "unknown", "online");
        assertThat(presence(ann, eve).path("status").asText()).isEqualTo("online");

        ann.call("DELETE", "chats/" + team + "/members/" + eve.id(), null);
        seen.awaitStatuses(eve, "unknown", "online", "unknown");
        assertThat(presence(ann, eve).path("status").asText()).isEqualTo("unknown");
    }

    @Test
    void more_than_a_thousand_are_too_large_and_a_thousand_are_answered_each() {
        Device device = ann.device("watch").connect(0);
        List<String> ids =
                IntStream.range(0, 1_001).mapToObj(i -> "someone-" + i).toList();

        device.say("{'type':'presence','users':%s,'ref':'r'}", Json.array(ids));
        assertThat(device.expectRef("r").path("code").asText()).isEqualTo("too_large");

        device.say("{'type':'presence','users':%s}", Json.array(ids.subList(0, 1_000)));
        device.expect("the last answer", frame -> frame.path("user").asText().equals("someone-999"));
        assertThat(device.frames().stream().filter(frame -> Device.is(frame, "presence")))
                .hasSize(1_000)
                .allMatch(frame -> frame.path("status").asText().equals("unknown"));
    }
}
