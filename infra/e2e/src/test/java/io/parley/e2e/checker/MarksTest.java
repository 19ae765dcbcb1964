package io.parley.e2e.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Json;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What of a user's marks is sure: an edge says the newest of all devices, and only who said that one hears of a refusal. */
class MarksTest {
    private static final long NOW = TimeUnit.SECONDS.toNanos(100);

    private final World world = new World();
    private String asked = "";

    private Marks bobReads(long tabletAt, boolean phoneIsRefused) {
        List.of("ann", "bob").forEach(user -> world.connect(user, "phone", null));
        world.connect("bob", "tablet", null);
        world.create("pair", "ann", "bob");
        asked = world.send("ann", "phone", "pair", "p1", "anyone?");
        History history = world.atRest();
        Connection phone = of(history, "phone");
        phone.sent().add(read("r1", NOW));
        of(history, "tablet").sent().add(read("r2", tabletAt));
        if (phoneIsRefused) {
            phone.received().add(new Frame(Json.of("{'type':'error','ref':'r1','code':'not_a_member'}"), NOW + 1));
        }
        return new Marks(new Facts(history, new Verdict()));
    }

    @Test
    void what_is_said_and_not_refused_is_sure() {
        Marks marks = bobReads(NOW, false);

        assertThat(marks.sureRead("pair", "bob")).isPositive().isEqualTo(marks.possibleRead("pair", "bob"));
    }

    @Test
    void one_that_was_refused_may_have_stood_for_the_same_of_another_device() {
        Marks marks = bobReads(NOW - TimeUnit.MILLISECONDS.toNanos(10), true);

        assertThat(marks.sureRead("pair", "bob")).isZero();
        assertThat(marks.possibleRead("pair", "bob")).isPositive();
    }

    @Test
    void for_one_of_another_time_it_did_not_stand() {
        Marks marks = bobReads(NOW - TimeUnit.SECONDS.toNanos(10), true);

        assertThat(marks.sureRead("pair", "bob")).isPositive();
    }

    private Frame read(String ref, long nanos) {
        return new Frame(Json.of("{'type':'read','chat_id':'pair','msg_id':'%s','ref':'%s'}", asked, ref), nanos);
    }

    private static Connection of(History history, String device) {
        return history.connections().stream()
                .filter(connection ->
                        connection.user().equals("bob") && connection.device().equals(device))
                .findFirst()
                .orElseThrow();
    }
}
