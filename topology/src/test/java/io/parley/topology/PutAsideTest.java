package io.parley.topology;

import static io.parley.topology.TalkTopologyTest.direct;
import static io.parley.topology.TalkTopologyTest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.InboxBatch;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Message;
import io.parley.avro.Recipient;
import io.parley.avro.Topics;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.ids.ChatIds;
import io.parley.ids.Placement;
import io.parley.topology.errors.ErrorBudget;
import io.parley.topology.state.Keys;
import io.parley.topology.state.TalkStores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A poisoned record stops nobody else and is kept where it can be looked at; too many stop the application. So does a
 * single event that was acknowledged and can't be told, until somebody names it.
 */
class PutAsideTest {
    private static final String CHAT = ChatIds.direct("ann", "bob");
    private static final int TOLERATED = 2;

    private final ErrorBudget budget = new ErrorBudget(TOLERATED, Duration.ofMinutes(1));
    private final Driver talk = new Driver(TalkConfig.defaults(), Placement.murmur2(1), budget);

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void bytes_that_are_no_record_are_put_aside_as_they_were_and_the_next_is_taken() {
        byte[] broken = {9, 9, 9};
        talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, broken);
        talk.chat(CHAT, "ann", direct("ann", "bob"));

        assertThat(talk.members()).hasSize(3);
        assertThat(talk.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(broken);
            assertThat(letter.key()).isEqualTo(CHAT.getBytes(StandardCharsets.UTF_8));
            assertThat(header(letter, "cause.topic")).isEqualTo("chat.raw");
            assertThat(header(letter, "cause.offset")).isEqualTo("0");
            assertThat(header(letter, "error.class")).contains("SerializationException");
        });
        assertThat(budget.count()).isEqualTo(1);
    }

    @Test
    void a_record_without_a_value_is_put_aside_from_every_source() {
        talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, null);
        talk.sendBytes(Topics.USER_SESSIONS.name(), "ann", null);

        assertThat(talk.deadLetters()).hasSize(2);
        talk.chat(CHAT, "ann", direct("ann", "bob"));
        assertThat(talk.members()).hasSize(3);
    }

    @Test
    void a_record_that_cannot_be_decided_is_put_aside_as_it_was() {
        talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, null);

        assertThat(talk.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(CHAT.getBytes(StandardCharsets.UTF_8));
            assertThat(header(letter, "error.node")).isEqualTo(Nodes.CHAT);
            assertThat(header(letter, "error.class")).isEqualTo(Poisoned.class.getName());
        });
        talk.chat(CHAT, "ann", direct("ann", "bob"));
        talk.chat(CHAT, "ann", text("m1", "still here"));
        assertThat(talk.messages()).hasSize(1);
    }

    @Test
    void an_acknowledged_event_that_the_inbox_cannot_decide_stops_its_shard_at_once() {
        assertThatThrownBy(() -> talk.send(Topics.USER_INBOX, CHAT, poison("unread")))
                .isInstanceOf(StreamsException.class);

        assertThat(talk.deadLetters()).isEmpty();
        assertThat(budget.count()).as("is no matter of the budget").isZero();
    }

    @Test
    void a_summary_that_the_next_one_says_again_is_put_aside_and_what_was_acknowledged_goes_on() {
        talk.send(Topics.USER_INBOX, CHAT, poison(Retold.STATUS));

        assertThat(talk.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(header(letter, "error.node")).isEqualTo(Nodes.INBOX);
            assertThat(header(letter, "error.class")).isEqualTo(Retold.class.getName());
        });
        assertThat(budget.count()).isEqualTo(1);
    }

    @Test
    void a_summary_that_the_clock_tells_is_put_aside_though_no_record_made_it() {
        ErrorBudget errors = new ErrorBudget(TOLERATED, Duration.ofMinutes(1));
        TalkConfig uncached = TalkConfig.defaults().with(bounds -> bounds.cacheRows = 0);
        try (Driver group = new Driver(uncached, Placement.murmur2(1), errors)) {
            String chat = ChatIds.group("ann", "g");
            group.chat(chat, "ann", new CreateChat(ChatType.GROUP, "trip", List.of("ann", "bob", "cat"), Map.of()));
            group.messages();
            group.chat(chat, "ann", text("m1", "hello"));
            String message = ((Message) group.messages().get(0).getFact()).getMsgId();
            group.chat(chat, "bob", new MarkDelivered(message));
            group.chat(chat, "cat", new MarkDelivered(message));
            breakStreamOf("ann", group);

            group.pass(Duration.ofSeconds(1));

            assertThat(group.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(header(letter, "error.node")).isEqualTo(Nodes.INBOX);
                assertThat(header(letter, "error.class")).isEqualTo(Retold.class.getName());
                assertThat(header(letter, "cause.topic")).isEqualTo("null");
            });
            assertThat(errors.count()).isEqualTo(1);
            group.chat(chat, "bob", new MarkRead(message));
            assertThat(group.marks()).as("the shard goes on").hasSize(3);
        }
    }

    private static void breakStreamOf(String user, Driver driver) {
        driver.driver().<Bytes, byte[]>getKeyValueStore(TalkStores.STREAMS).put(Keys.of(user, 1_000), new byte[] {9});
    }

    @Test
    void bytes_on_user_inbox_that_are_no_record_stop_their_shard_too() {
        assertThatThrownBy(() -> talk.sendBytes(Topics.USER_INBOX.name(), CHAT, new byte[] {9, 9, 9}))
                .isInstanceOf(StreamsException.class);

        assertThat(talk.deadLetters()).isEmpty();
    }

    @Test
    void an_acknowledged_event_is_put_aside_when_its_place_is_released_and_no_other() {
        ErrorBudget released = new ErrorBudget(0, Duration.ofMinutes(1), Set.of("user.inbox-0@0"));
        try (Driver freed = new Driver(TalkConfig.defaults(), Placement.murmur2(1), released)) {
            freed.send(Topics.USER_INBOX, CHAT, poison("unread"));

            assertThat(freed.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.value()).isNotEmpty();
                assertThat(header(letter, "error.node")).isEqualTo(Nodes.INBOX);
                assertThat(header(letter, "error.class")).isEqualTo(Unheard.class.getName());
            });
            assertThatThrownBy(() -> freed.send(Topics.USER_INBOX, CHAT, poison("unread")))
                    .isInstanceOf(StreamsException.class);
        }
    }

    @Test
    void one_too_many_stops_the_application() {
        for (int i = 0; i < TOLERATED; i++) {
            talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, new byte[] {1});
        }

        assertThatThrownBy(() -> talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, null))
                .isInstanceOf(StreamsException.class);
        assertThat(budget.count()).isEqualTo(TOLERATED + 1);
    }

    @Test
    void so_many_are_put_aside_again_after_the_interval() {
        for (int i = 0; i < TOLERATED * 3; i++) {
            talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, new byte[] {1});
            talk.pass(Duration.ofSeconds(31));
        }

        assertThat(talk.deadLetters()).hasSize(TOLERATED * 3);
    }

    @Test
    void a_schema_that_cannot_be_had_stops_the_reader_and_nothing_is_skipped() {
        byte[] ofAnotherSchema = {0, 0, 0, 0, 99, 1, 2, 3};

        assertThatThrownBy(() -> talk.sendBytes(Topics.CHAT_RAW.name(), CHAT, ofAnotherSchema))
                .isInstanceOf(StreamsException.class);
        assertThat(talk.deadLetters()).isEmpty();
        assertThat(budget.count()).isZero();
    }

    /** A recipient with a slash in the name breaks what keys stand on. */
    private InboxBatch poison(String kind) {
        Recipient nobody = new Recipient("no/body", UnreadEffect.COUNT, null, false, 0, 0, null);
        return new InboxBatch(
                "e", kind, talk.now(), 1L, null, CHAT, 1, 0, new UnreadChanged("read"), List.of(nobody), null);
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
