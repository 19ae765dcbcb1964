package io.parley.topology.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.SessionEvent;
import io.parley.avro.SessionOpened;
import io.parley.avro.SessionRef;
import io.parley.topology.TalkConfig;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpeningTest {
    private static final int MAX = 3;

    private final FakeInbox inbox = new FakeInbox(TalkConfig.defaults());

    @Test
    void a_newer_connection_of_a_device_replaces_the_older_on_whatever_edge() {
        open("phone", 1, 10, 100);

        Opening.Result result = open("phone", 2, 20, 200);

        assertThat(result.accepted()).isTrue();
        assertThat(result.replaced()).extracting(SessionRef::getConnection).containsExactly(10L);
        assertThat(connections()).containsExactly(20L);
    }

    @Test
    void an_older_one_heard_of_later_is_replaced_itself() {
        open("phone", 2, 20, 200);

        Opening.Result result = open("phone", 1, 10, 100);

        assertThat(result.accepted()).isFalse();
        assertThat(result.replaced()).extracting(SessionRef::getConnection).containsExactly(10L);
        assertThat(connections()).containsExactly(20L);
    }

    @Test
    void an_open_heard_twice_replaces_nothing() {
        open("phone", 1, 10, 100);

        Opening.Result result = open("phone", 1, 10, 100);

        assertThat(result.accepted()).isTrue();
        assertThat(result.replaced()).isEmpty();
        assertThat(connections()).containsExactly(10L);
    }

    @Test
    void a_dead_edge_holds_no_device_and_gets_none() {
        open("phone", 1, 10, 300);
        inbox.dead.add("1/7");

        assertThat(open("phone", 2, 20, 200).replaced()).isEmpty();
        assertThat(connections()).containsExactly(20L);
        assertThat(open("tablet", 1, 30, 400).accepted()).isFalse();
        assertThat(connections()).containsExactly(20L);
    }

    @Test
    void of_too_many_connections_the_oldest_makes_room() {
        open("b", 1, 2, 200);
        open("a", 1, 1, 100);
        open("c", 1, 3, 300);

        Opening.Result result = open("d", 1, 4, 400);

        assertThat(result.replaced()).extracting(SessionRef::getDevice).containsExactly("a");
        assertThat(connections()).containsExactly(2L, 3L, 4L);
    }

    @Test
    void a_close_ends_its_own_connection_alone() {
        open("phone", 1, 10, 100);
        open("phone", 1, 11, 200);

        assertThat(Opening.close(event("phone", 1, 10, 100), 5, inbox)).isNull();
        assertThat(Objects.requireNonNull(Opening.close(event("phone", 1, 11, 200), 5, inbox))
                        .getSessions())
                .isEmpty();
    }

    @Test
    void stamps_of_changes_rise_when_the_clock_goes_back() {
        long first =
                Objects.requireNonNull(open("phone", 1, 10, 100).sessions()).getStamp();

        long second = Objects.requireNonNull(Opening.activate(event("phone", 1, 10, 100), false, -99, inbox))
                .getStamp();

        assertThat(second).isGreaterThan(first);
    }

    private Opening.Result open(String device, int slot, long connection, long acceptedAt) {
        Opening.Result result = Opening.open(
                event(device, slot, connection, acceptedAt), new SessionOpened(null, null, true), 1, MAX, inbox);
        if (result.sessions() != null) {
            inbox.sessions.put("ann", result.sessions());
        }
        return result;
    }

    private static SessionEvent event(String device, int slot, long connection, long acceptedAt) {
        return new SessionEvent(
                "e", "test", Instant.EPOCH, "ann", device, slot, 7L, connection, acceptedAt, new Object());
    }

    private List<Long> connections() {
        return Objects.requireNonNull(inbox.sessions.get("ann")).getSessions().stream()
                .map(SessionRef::getConnection)
                .toList();
    }
}
