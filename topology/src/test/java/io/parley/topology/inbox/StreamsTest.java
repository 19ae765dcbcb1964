package io.parley.topology.inbox;

import static io.parley.topology.inbox.FakeInbox.IDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.EventDelivery;
import io.parley.avro.Recipient;
import io.parley.avro.Role;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.StreamRow;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTest {
    private static final TalkConfig SMALL = TalkConfig.defaults().with(bounds -> {
        bounds.kept = new TalkConfig.Kept(10, 1_000, Duration.ofMillis(500), Duration.ofMillis(10));
        bounds.trimStep = 3;
        bounds.replayBytes = 100;
    });

    private final FakeInbox inbox = new FakeInbox(SMALL);

    @Test
    void seq_counts_from_one_without_a_gap() {
        for (long seq = 1; seq <= 5; seq++) {
            assertThat(inbox.hears(1, seq, UnreadEffect.NONE))
                    .singleElement()
                    .extracting(Line::seq)
                    .isEqualTo(seq);
        }
    }

    @Test
    void an_event_of_another_shard_that_the_user_has_is_not_given_a_second_number() {
        FakeInbox far = new FakeInbox(SMALL, new MessageIds(chat -> 1));
        Recipient counting = new Recipient("ann", UnreadEffect.COUNT, Role.MEMBER, false, 0, 0, null);
        Recipient other = new Recipient("ann", UnreadEffect.NONE, Role.MEMBER, false, 0, 0, null);
        far.hears(7, 1, 1, counting);
        far.hears(8, 1, 1, other);

        assertThat(far.hears(8, 1, 2, other)).isEmpty();
        assertThat(far.hears(7, 1, 2, counting)).isEmpty();
        assertThat(far.hears(9, 1, 2, counting)).hasSize(1);
    }

    @Test
    void what_a_chat_of_the_same_shard_says_writes_nothing_of_the_chat_when_it_changes_nothing() {
        assertThat(inbox.hears(1, 1, UnreadEffect.COUNT)).singleElement().matches(Line::news);
        assertThat(inbox.hears(1, 2, UnreadEffect.NONE)).singleElement().matches(line -> !line.news());
        assertThat(inbox.hears(1, 3, UnreadEffect.COUNT)).singleElement().matches(Line::news);
    }

    @Test
    void a_stream_keeps_its_newest_events_and_a_step() {
        int most = 0;
        for (int i = 0; i < 100; i++) {
            inbox.hears(1, i, UnreadEffect.NONE);
            most = Math.max(most, inbox.stream().size());
        }

        assertThat(most).isEqualTo(13);
        assertThat(inbox.head("ann").seq()).isEqualTo(100);
    }

    @Test
    void a_stream_keeps_its_bytes() {
        for (int i = 0; i < 100; i++) {
            inbox.hears(300, i, UnreadEffect.NONE);

            int bytes = inbox.stream().values().stream()
                    .mapToInt(StreamRow::getBytes)
                    .sum();
            assertThat(bytes).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void one_event_larger_than_the_bound_is_kept_because_it_is_the_head() {
        inbox.hears(10, 1, UnreadEffect.NONE);
        inbox.hears(5_000, 2, UnreadEffect.NONE);

        assertThat(inbox.stream().keySet()).containsExactly(2L);
    }

    @Test
    void bounds_heal_when_old_rows_were_trimmed_by_their_age() {
        for (int i = 0; i < 9; i++) {
            inbox.hears(100, i, UnreadEffect.NONE);
        }
        inbox.stream().headMap(9L).clear();

        inbox.hears(100, 10, UnreadEffect.NONE);
        inbox.hears(100, 11, UnreadEffect.NONE);

        assertThat(inbox.stream().keySet()).containsExactly(9L, 10L, 11L);
    }

    /** Events 9 to 20 are there. */
    @ParameterizedTest
    @CsvSource({
        ", false, 0",
        "0, false, 0",
        "7, false, 0",
        "8, true, 12",
        "9, true, 11",
        "19, true, 1",
        "20, true, 0",
        "21, false, 0",
        "-1, false, 0"
    })
    void a_replay_is_whole_or_not_at_all(@Nullable Long since, boolean resumed, int missed) {
        for (int i = 1; i <= 20; i++) {
            inbox.hears(1, i, UnreadEffect.NONE);
        }
        assertThat(inbox.stream().firstKey()).isEqualTo(9);

        Replay replay = replay(since, 20);

        assertThat(replay.head()).isEqualTo(20);
        assertThat(replay.resumed()).isEqualTo(resumed);
        List<EventDelivery> events =
                replay.missed().stream().flatMap(List::stream).toList();
        assertThat(events).hasSize(missed);
        assertThat(events)
                .extracting(event -> event.getRecipients().get(0).getSeq())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events).allMatch(event -> event.getConnection() == 5);
    }

    @Test
    void from_the_first_event_on_all_is_replayed_when_all_is_there() {
        inbox.hears(1, 1, UnreadEffect.NONE);
        inbox.hears(1, 2, UnreadEffect.NONE);

        assertThat(replay(0L, 2).missed()).flatExtracting(group -> group).hasSize(2);
    }

    @Test
    void a_user_without_events_resumes_at_nothing() {
        assertThat(replay(0L, 2)).isEqualTo(new Replay(0, true, List.of()));
        assertThat(replay(1L, 2)).isEqualTo(new Replay(0, false, List.of()));
    }

    @Test
    void what_is_too_old_or_whose_payload_is_gone_is_not_resumed_but_the_head_is() {
        inbox.hears(1, 1, UnreadEffect.NONE);
        inbox.hears(1, 2, UnreadEffect.NONE);

        assertThat(replay(0L, 501).resumed()).isTrue();
        assertThat(replay(0L, 502).resumed()).isFalse();
        assertThat(replay(2L, 99_999).resumed()).isTrue();

        inbox.kept.clear();
        assertThat(replay(1L, 2)).isEqualTo(new Replay(2, false, List.of()));
    }

    @Test
    void a_replay_is_parted_into_records_of_bounded_size() {
        for (int i = 1; i <= 5; i++) {
            inbox.hears(40, i, UnreadEffect.NONE);
        }

        assertThat(replay(0L, 5).missed()).extracting(List::size).containsExactly(2, 2, 1);
    }

    @Test
    void what_is_shown_stops_at_ten_thousand_and_more_stays_more_until_it_is_set() {
        for (int i = 0; i < 10_001; i++) {
            inbox.hears(1, i, UnreadEffect.COUNT);
        }
        assertThat(last()).containsEntry("unread", 10_000);
        inbox.hears(1, 10_001, UnreadEffect.UNCOUNT);
        inbox.hears(1, 10_001, UnreadEffect.UNCOUNT);
        assertThat(last()).as("counted exactly").containsEntry("unread", 9_999);

        set(10_000);
        inbox.hears(1, 10_002, UnreadEffect.UNCOUNT_MENTION);
        assertThat(last()).as("more").containsEntry("unread", 10_000);
        set(3);
        inbox.hears(1, 10_002, UnreadEffect.UNCOUNT);
        assertThat(last()).containsEntry("unread", 2);
    }

    @Test
    void joining_and_leaving_begin_at_nothing() {
        inbox.hears(1, 1, UnreadEffect.COUNT_MENTION);
        assertThat(last()).containsEntry("unread", 1).containsEntry("mentions", 1);
        inbox.hears(1, 1, UnreadEffect.LEAVE);
        assertThat(last()).containsEntry("unread", 0).containsEntry("mentions", 0);
        inbox.hears(1, 1, UnreadEffect.JOIN);
        inbox.hears(1, 1, UnreadEffect.MENTION);
        inbox.hears(1, 1, UnreadEffect.UNMENTION);
        inbox.hears(1, 1, UnreadEffect.UNMENTION);
        assertThat(last()).containsEntry("unread", 0).containsEntry("mentions", 0);
    }

    private void set(int unread) {
        long stamp = inbox.numbers().getLast() + 1_000_000;
        inbox.hears(
                stamp,
                1,
                10_002,
                new Recipient(
                        "ann", UnreadEffect.SET, Role.MEMBER, false, unread, 0, IDS.of(FakeInbox.CHAT, stamp - 1)));
        assertThat(inbox.numbers().getRead()).isEqualTo(stamp - 1);
        inbox.numbers().setLast(0L);
    }

    private Map<String, Integer> last() {
        StreamRow row = inbox.head("ann").row();
        return row == null ? Map.of() : Map.of("unread", row.getUnread(), "mentions", row.getMentions());
    }

    private Replay replay(@Nullable Long since, long time) {
        return Replay.since(since, "ann", 5, time, SMALL, inbox, IDS);
    }
}
