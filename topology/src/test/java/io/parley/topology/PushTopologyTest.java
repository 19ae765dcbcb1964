package io.parley.topology;

import static io.parley.topology.PushDriver.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChangeEntry;
import io.parley.avro.FactTopic;
import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which messages are pushed, when, and with what: the contract's paragraph on push, sentence by sentence. */
class PushTopologyTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final ChangeEntry UNREAD = entry("bob", 1, null, false, false, 4);

    private final PushDriver push = new PushDriver(PushConfig.defaults());

    @AfterEach
    void close() {
        push.close();
    }

    @Test
    void without_a_connection_a_message_is_pushed_at_once_to_every_device_with_the_badge() {
        push.registers("bob", "phone", "t1");
        push.registers("bob", "tablet", "t2");

        String said = push.says("ann", "text", UNREAD);

        assertThat(push.requests()).singleElement().satisfies(request -> {
            assertThat(request.getUser()).isEqualTo("bob");
            assertThat(request.getChatId()).isEqualTo(PushDriver.CHAT);
            assertThat(request.getMsgId()).isEqualTo(said);
            assertThat(request.getSender()).isEqualTo("ann");
            assertThat(request.getPreview()).isEqualTo("Hello!");
            assertThat(request.getBadge()).isEqualTo(4);
            assertThat(request.getDevices())
                    .extracting(PushDevice::getPushToken)
                    .containsExactly("t1", "t2");
        });
    }

    @Test
    void when_nobody_looks_at_any_connection_a_message_is_pushed_at_once_although_it_is_delivered() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", false, false);

        push.delivers("bob", push.says("ann", "text", UNREAD));

        assertThat(push.requests()).hasSize(1);
    }

    @Test
    void what_somebody_has_within_the_time_is_not_pushed() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", true);

        String said = push.says("ann", "text", UNREAD);
        push.pass(WAIT.minusSeconds(1));
        push.delivers("bob", said);
        push.pass(WAIT);

        assertThat(push.requests()).isEmpty();
        assertThat(keys("push-waiting")).isEmpty();
    }

    @Test
    void a_delivery_that_is_heard_of_before_the_message_counts() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", true);
        push.delivers("bob", "ffffffff-ffff-1fff-bfff-ffffffffffff");

        push.says("ann", "text", UNREAD);
        push.pass(WAIT.multipliedBy(2));

        assertThat(push.requests()).isEmpty();
    }

    @Test
    void what_no_delivery_covers_in_time_is_pushed_once_with_the_badge_of_that_moment() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", true);

        push.says("ann", "text", UNREAD);
        push.changes("unread", FactTopic.MARKS, entry("bob", 1, null, false, false, 2), null);
        push.pass(WAIT.minusSeconds(1));
        List<PushRequest> before = push.requests();
        push.pass(Duration.ofSeconds(2));
        List<PushRequest> then = push.requests();
        push.pass(WAIT);

        assertThat(before).isEmpty();
        assertThat(then).extracting(PushRequest::getBadge).containsExactly(2);
        assertThat(push.requests()).isEmpty();
        assertThat(keys("push-waiting")).isEmpty();
        assertThat(keys("push-due")).isEmpty();
    }

    @Test
    void when_the_last_look_ends_what_is_not_delivered_is_pushed() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", true);

        String has = push.says("ann", "text", UNREAD);
        push.delivers("bob", has);
        String misses = push.says("ann", "text", UNREAD);
        push.connections("bob");

        assertThat(push.requests()).extracting(PushRequest::getMsgId).containsExactly(misses);
    }

    @Test
    void what_is_read_deleted_or_left_is_not_pushed() {
        push.registers("bob", "phone", "t1");
        push.connections("bob", true);

        String read = push.says("ann", "text", UNREAD);
        push.changes("unread", FactTopic.MARKS, entry("bob", 0, read, false, false, 0), null);
        String deleted = push.says("ann", "text", UNREAD);
        push.changes("deleted", FactTopic.MESSAGES, entry("bob", 0, read, false, false, 0), deleted);
        push.says("ann", "text", UNREAD);
        ChangeEntry left = entry("bob", 0, read, false, false, 0);
        left.setRole(null);
        push.changes("members_removed", FactTopic.MEMBERS, left, null);
        push.pass(WAIT.multipliedBy(2));

        assertThat(push.requests()).isEmpty();
    }

    @Test
    void a_muted_chat_is_silent_but_for_a_mention() {
        push.registers("bob", "phone", "t1");

        push.says("ann", "text", entry("bob", 1, null, true, false, 1));
        String mention = push.says("ann", "text", entry("bob", 2, null, true, true, 2));

        assertThat(push.requests()).singleElement().satisfies(request -> {
            assertThat(request.getMsgId()).isEqualTo(mention);
            assertThat(request.getMuted()).isTrue();
            assertThat(request.getMention()).isTrue();
        });
    }

    @Test
    void own_and_system_messages_and_messages_to_who_has_no_device_wake_nobody() {
        push.says("ann", "text", UNREAD);
        push.registers("bob", "phone", "t1");
        push.says("bob", "text", UNREAD);
        push.says(null, "system", UNREAD, push.now());
        push.registers("bob", "phone", null);
        push.says("ann", "text", UNREAD);
        push.pass(WAIT.multipliedBy(2));

        assertThat(push.requests()).isEmpty();
    }

    @Test
    void who_catches_up_pushes_nothing_that_was_read_since_and_nothing_old() {
        push.registers("bob", "phone", "t1");

        String read = push.says("ann", "text", UNREAD, push.now().minus(Duration.ofMinutes(2)));
        push.says("ann", "text", UNREAD, push.now().minus(Duration.ofHours(2)));
        String unread = push.says("ann", "text", UNREAD, push.now().minus(Duration.ofMinutes(1)));
        assertThat(push.requests()).isEmpty();
        push.changes("unread", FactTopic.MARKS, entry("bob", 1, read, false, false, 1), null);
        push.pass(Duration.ofSeconds(2));

        assertThat(push.requests()).extracting(PushRequest::getMsgId).containsExactly(unread);
    }

    private List<Bytes> keys(String store) {
        List<Bytes> keys = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> rows = push.driver().getKeyValueStore(store);
        try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
            all.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }
}
