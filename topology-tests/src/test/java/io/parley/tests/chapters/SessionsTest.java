package io.parley.tests.chapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SessionRef;
import io.parley.avro.SessionsChange;
import io.parley.avro.UserChange;
import io.parley.tests.talk.Specification;
import io.parley.tests.world.Connection;
import io.parley.topology.TalkConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is connected where: several devices, one connection a device, and nothing to the holders of dead epochs. */
class SessionsTest extends Specification {

    @Override
    protected TalkConfig config() {
        return TalkConfig.defaults().with(bounds -> bounds.sessions = 5);
    }

    @Test
    void every_device_hears_everything() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects_at(0, "phone");
        when.bob.connects_at(1, "laptop");

        when.ann.sends("hi");

        then.bob.hears("ann: hi [1]").and_nothing_else();
        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
        then.bob.on("laptop").hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void the_sending_devices_own_user_hears_it_on_every_device() {
        given.a_direct_chat_of("ann", "bob");
        when.ann.connects("phone");

        when.ann.sends("hi");

        then.ann.hears("ann: hi [0]").and_nothing_else();
        then.ann.on("phone").hears("ann: hi [0]").and_nothing_else();
    }

    @Test
    void a_device_that_went_hears_nothing_and_the_others_go_on() {
        given.a_direct_chat_of("ann", "bob");
        Connection phone = when.bob.connects("phone");
        when.bob.goes("phone");

        when.ann.sends("hi");

        assertThat(phone.heard()).isEmpty();
        then.bob.hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void a_newer_connection_of_the_same_device_replaces_the_older() {
        given.a_direct_chat_of("ann", "bob");
        Connection old = when.bob.connects_at(0, "phone");

        when.bob.connects_at(0, "phone");
        when.ann.sends("hi");

        assertThat(old.isReplaced()).isTrue();
        assertThat(old.heard()).isEmpty();
        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void a_device_that_moves_to_another_edge_is_replaced_at_the_first() {
        given.a_direct_chat_of("ann", "bob");
        Connection old = when.bob.connects_at(0, "phone");

        when.bob.connects_at(1, "phone");
        when.ann.sends("hi");

        assertThat(old.isReplaced()).isTrue();
        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void an_older_open_never_replaces_a_newer() {
        given.connected("ann");
        Connection newer = when.bob.connects("phone");
        time_passes(Duration.ofSeconds(-5));

        Connection older = when.bob.connects("phone");

        assertThat(older.isReplaced()).isTrue();
        assertThat(newer.isLive()).isTrue();
    }

    @Test
    void a_late_goodbye_of_the_replaced_connection_does_not_close_the_newer() {
        given.a_direct_chat_of("ann", "bob");
        Connection old = when.bob.connects_at(0, "phone");
        when.bob.connects_at(1, "phone");

        world().edges().close(old, "closed");
        world().settle();
        when.ann.sends("hi");

        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void a_connection_of_another_user_is_not_touched() {
        given.connected("ann");
        Connection bobs = when.bob.connects("phone");

        when.cat.connects("phone");

        assertThat(bobs.isLive()).isTrue();
    }

    @Test
    void nothing_is_written_for_an_edge_whose_lease_went_to_another() {
        given.a_direct_chat_of("ann", "bob");
        when.ann.connects_at(0, "tablet");
        when.bob.connects_at(1, "phone");
        world().edges().restart(1);

        when.ann.sends("hi");

        assertThat(world().edges().dropped()).isEmpty();
        then.ann.on("tablet").hears("ann: hi [0]").and_nothing_else();
    }

    @Test
    void who_reconnects_to_the_successor_hears_again() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects_at(1, "phone");
        world().edges().restart(1);

        when.bob.connects_at(1, "phone");
        when.ann.sends("hi");

        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
        assertThat(world().edges().dropped()).isEmpty();
    }

    @Test
    void an_edge_that_gave_its_slot_back_is_told_nothing() {
        given.a_direct_chat_of("ann", "bob");
        Connection phone = when.bob.connects_at(1, "phone");
        when.bob.connects_at(0, "laptop");
        world().edges().release(1);

        when.ann.sends("hi");

        assertThat(phone.heard()).isEmpty();
        then.bob.on("laptop").hears("ann: hi [1]").and_nothing_else();
    }

    @Test
    void the_oldest_makes_room_when_there_are_too_many() {
        Connection first = when.bob.connects("d1");
        for (int i = 2; i <= 6; i++) {
            when.bob.connects("d" + i);
        }

        assertThat(first.isReplaced()).isTrue();
        assertThat(then.bob.on("d2").connection().isLive()).isTrue();
        assertThat(sessions("bob")).hasSize(5);
    }

    @Test
    void open_sessions_are_told_to_the_tables() {
        when.bob.connects_at(1, "phone");
        when.bob.connects_at(0, "laptop");
        assertThat(sessions("bob")).extracting(SessionRef::getDevice).containsExactlyInAnyOrder("phone", "laptop");

        when.bob.goes("phone");

        assertThat(sessions("bob")).extracting(SessionRef::getDevice).containsExactly("laptop");
    }

    @Test
    void sessions_survive_the_death_of_every_task() {
        given.a_direct_chat_of("ann", "bob");
        when.bob.connects_at(0, "phone");

        all_tasks_die();
        when.ann.sends("hi");

        then.bob.hears("ann: hi [1]").and_nothing_else();
        then.bob.on("phone").hears("ann: hi [1]").and_nothing_else();
    }

    private List<SessionRef> sessions(String user) {
        return log().changes().stream()
                .map(UserChange::getChange)
                .filter(SessionsChange.class::isInstance)
                .map(SessionsChange.class::cast)
                .filter(change -> change.getUser().equals(user))
                .reduce((first, second) -> second)
                .orElseThrow()
                .getSessions();
    }
}
