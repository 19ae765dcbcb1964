package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Seen;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is told of who is online while parts die: never that somebody is offline who is not, and the truth in the end. */
@Order(8)
class HintFaultsIT {

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");

    @AfterEach
    void stop() {
        play.close();
    }

    @Test
    void users_of_an_edge_that_was_killed_go_offline_by_themselves() {
        ann.direct(bob);
        Device phone = bob.device("phone").connect(1);
        Seen.awaitOnline(ann, bob);
        Seen seen = new Seen(ann.device("watch").connect(0)).watch(bob);
        seen.awaitStatuses(bob, "online");
        Instant killed = Instant.now();

        cluster.stack().kill(cluster.edgeName(1));

        assertThat(phone.awaitClose()).isPresent();
        seen.awaitStatuses(bob, "online", "offline");
        Instant lastSeen = Instant.parse(seen.of(bob).get(1).path("last_seen").asText());
        assertThat(lastSeen).isBefore(killed.plusSeconds(1)).isAfter(killed.minusSeconds(30));
        cluster.stack().awaitReady(cluster.edgeName(1));
        phone.resume(1);
        seen.awaitStatuses(bob, "online", "offline", "online");
    }

    @Test
    void an_edge_that_is_stopped_lets_its_users_go() {
        ann.direct(bob);
        bob.device("phone").connect(1);
        Seen.awaitOnline(ann, bob);
        Seen seen = new Seen(ann.device("watch").connect(0)).watch(bob);
        seen.awaitStatuses(bob, "online");

        cluster.stack().stop(cluster.edgeName(1));

        seen.awaitStatuses(bob, "online", "offline");
        cluster.stack().start(cluster.edgeName(1));
        bob.device("tablet").connect(1);
        seen.awaitStatuses(bob, "online", "offline", "online");
    }

    @Test
    void without_redis_status_is_unknown_messages_go_on_and_it_is_right_again_when_redis_is_back() {
        String chat = ann.direct(bob);
        Device phone = bob.device("phone").connect(1);
        Device watch = ann.device("watch").connect(0);
        Seen seen = new Seen(watch).watch(bob);
        seen.awaitStatuses(bob, "online");

        cluster.stack().stop("redis");
        seen.awaitStatuses(bob, "online", "unknown");
        phone.say("{'type':'typing','chat_id':'%s'}", chat);
        watch.expectAck(watch.send(chat, "without redis"));
        phone.expectMessage("without redis");
        assertThat(ann.get("users/" + bob.id() + "/presence").path("status").asText())
                .isEqualTo("unknown");

        cluster.stack().start("redis");
        seen.awaitStatus(bob, "online");
        phone.leave();
        seen.awaitStatus(bob, "offline");
        assertThat(new Seen(watch).typing(bob)).isEmpty();
    }
}
