package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Workload;
import io.parley.e2e.stores.Leases;
import io.parley.local.Stack;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts are killed or stopped while people talk: nothing that was acknowledged is lost, nothing comes twice. */
@Order(8)
class FaultsIT {
    /** The default of edge.lease.ms. */
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final Cluster cluster = Cluster.withShards(4);
    private final Stack stack = cluster.stack();
    private final Play play = new Play(cluster);

    @AfterEach
    void stop() {
        play.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-2", "topology-1", "topology-2"})
    void a_part_that_is_killed_takes_nothing_with_it(String part) {
        Workload workload = new Workload(play, part.hashCode(), new Workload.Size(12, 30, 250)).gather();
        Consumer<String> killed = name -> {
            stack.kill(name);
            if (name.startsWith("edge")) {
                comeBackOnTheOtherEdge(workload.talkers());
            }
        };

        workload.run(() -> killed.accept(part));
        stack.awaitReady(part);
        comeBack();

        Judged.truthful("killed-" + part, workload.settle());
    }

    @Test
    void an_edge_that_is_paused_past_its_lease_closes_its_sockets_and_tells_nobody_anything() {
        Person ann = play.person("ann");
        Person bob = play.person("bob");
        Device annPhone = ann.device("phone").connect(0);
        Device bobPhone = bob.device("phone").connect(1);
        String chat = ann.direct(bob);
        annPhone.expectAck(annPhone.send(chat, "before"));
        bobPhone.expectMessage("before");
        String paused = cluster.edgeName(1);

        stack.pause(paused);
        Device bobTablet = bob.device("tablet").connect(0);
        for (int i = 0; i < 20; i++) {
            annPhone.expectAck(annPhone.send(chat, "while paused " + i));
        }
        bobTablet.expectMessage("while paused 19");
        awaitLeaseOver(paused, annPhone, chat);
        int heard = bobPhone.frames().size();
        stack.resume(paused);

        assertThat(bobPhone.awaitClose()).isPresent();
        List<JsonNode> after =
                bobPhone.frames().subList(heard, bobPhone.frames().size());
        assertThat(after).as("what a fenced edge said").isEmpty();
        stack.awaitReady(paused);
        bobPhone.resume(1);
        bobPhone.expectMessage("while paused 19");
        annPhone.send(chat, "after");
        bobPhone.expectMessage("after");
        Judged.truthful("paused", settled(List.of(ann, bob)));
    }

    private io.parley.e2e.checker.History settled(List<Person> people) {
        play.awaitQuiet(Duration.ofSeconds(2), Duration.ofMinutes(1));
        return play.atRest(people);
    }

    /** Until the log says that the lease of the paused edge has run out; meanwhile the others go on talking. */
    private void awaitLeaseOver(String edge, Device talker, String chat) {
        Leases leases = new Leases(cluster);
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!leases.isOver(edge, LEASE)) {
            assertThat(System.nanoTime()).as(edge + " still holds its slot").isLessThan(deadline);
            talker.expectAck(talker.send(chat, "meanwhile"));
        }
    }

    private void comeBackOnTheOtherEdge(List<Person> people) {
        for (Person person : people) {
            for (Device device : person.devices()) {
                if (!device.isOpen()) {
                    device.resume(0);
                }
            }
        }
    }

    private void comeBack() {
        for (Device device : play.devices()) {
            if (!device.isOpen()) {
                device.resume(0);
            }
        }
    }
}
