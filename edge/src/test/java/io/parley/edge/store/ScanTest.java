package io.parley.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Message;
import io.parley.avro.Role;
import io.parley.ids.TimeUuid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is found over the buckets of a long chat, and how many of them are asked together. */
class ScanTest {
    private static final String CHAT = "gteam";
    private static final int BUCKETS = 60;
    private static final int AT_ONCE = 16;
    private static final long MINUTE = 60_000_000;

    private final FakeTables tables = new FakeTables();

    /** Buckets in the order in which they were asked, those together that were asked together. */
    private final List<List<Integer>> asked = new ArrayList<>();

    private final List<Query> open = new ArrayList<>();

    private record Query(int bucket, CompletableFuture<Void> answered) {}

    @Test
    void whoever_finds_nothing_asks_twice_as_many_buckets_up_to_a_bound() {
        assertThat(newest(5, AT_ONCE, Map.of())).isEmpty();

        assertThat(asked).extracting(List::size).containsExactly(1, 2, 4, 8, 16, 16, 13);
        assertThat(asked.stream().flatMap(List::stream).toList())
                .isEqualTo(IntStream.iterate(BUCKETS - 1, bucket -> bucket >= 0, bucket -> bucket - 1)
                        .boxed()
                        .toList());
    }

    @Test
    void one_query_is_enough_for_what_is_said_often() {
        assertThat(newest(2, AT_ONCE, Map.of(59, List.of(9, 5, 1), 58, List.of(7))))
                .containsExactly("59:9", "59:5");

        assertThat(asked).containsExactly(List.of(59));
    }

    @Test
    void what_was_found_together_comes_in_order_and_no_more_of_it_than_asked_for() {
        Map<Integer, List<Integer>> there =
                Map.of(59, List.of(3), 58, List.of(8, 2), 57, List.of(6, 4, 1), 56, List.of(9));

        assertThat(newest(5, AT_ONCE, there)).containsExactly("59:3", "58:8", "58:2", "57:6", "57:4");
        assertThat(asked).containsExactly(List.of(59), List.of(58, 57));
    }

    @Test
    void a_bucket_that_has_more_is_read_to_its_end_before_older_ones() {
        // What the index has and the text does not have any more is not wanted.
        Map<Integer, List<Integer>> there = Map.of(58, List.of(-9, -8, 7, 6), 57, List.of(5), 20, List.of(4));

        assertThat(newest(2, AT_ONCE, there)).containsExactly("58:7", "58:6");
        assertThat(asked).containsExactly(List.of(59), List.of(58, 57), List.of(58));
        assertThat(newest(3, AT_ONCE, there)).containsExactly("58:7", "58:6", "57:5");
        assertThat(newest(4, AT_ONCE, there)).containsExactly("58:7", "58:6", "57:5", "20:4");
    }

    @Test
    void history_asks_one_bucket_after_the_other() {
        newest(5, 1, Map.of());

        assertThat(asked).hasSize(BUCKETS).allMatch(together -> together.size() == 1);
    }

    /** Of buckets with messages at these minutes; of those below zero the text does not have the words. */
    private List<String> newest(int limit, int atOnce, Map<Integer, List<Integer>> there) {
        long upto = (BUCKETS + 1L) * 100 * MINUTE;
        ChatRow chat = new ChatRow(
                CHAT,
                false,
                "Team",
                Instant.EPOCH,
                1,
                1,
                (long) BUCKETS * Tables.BUCKET_SIZE,
                null,
                new Reached(upto, upto, upto));
        MemberRow ann =
                new MemberRow("ann", Role.OWNER, Instant.EPOCH, List.of(new Tenure(0, Tenure.NEVER)), false, false);
        Sight sight = new Sight(chat, ann);
        var scan = new Scan(
                tables,
                sight,
                sight.written(),
                Order.NEWEST_FIRST,
                limit,
                new Scan.Sought(
                        (bucket, stretch, most) -> read(said(bucket, there), bucket, stretch, most),
                        message -> !content(message).contains("-"),
                        atOnce));
        asked.clear();
        CompletableFuture<List<StoredMessage>> found = scan.run().toCompletableFuture();
        while (!found.isDone()) {
            List<Query> together = List.copyOf(open);
            assertThat(together).isNotEmpty();
            open.clear();
            asked.add(together.stream().map(Query::bucket).toList());
            together.forEach(query -> query.answered().complete(null));
        }
        return found.join().stream().map(ScanTest::content).toList();
    }

    private CompletionStage<List<StoredMessage>> read(List<StoredMessage> said, int bucket, Stretch stretch, int most) {
        Query query = new Query(bucket, new CompletableFuture<>());
        open.add(query);
        List<StoredMessage> rows = said.stream()
                .filter(message -> stretch.holds(message.id()))
                .limit(most)
                .toList();
        return query.answered().thenApply(done -> rows);
    }

    private static List<StoredMessage> said(int bucket, Map<Integer, List<Integer>> there) {
        return there.getOrDefault(bucket, List.of()).stream()
                .map(minute -> {
                    Message message = new Message();
                    message.setChatSeq((long) bucket * Tables.BUCKET_SIZE + Math.abs(minute));
                    message.setContent(bucket + ":" + minute);
                    long stamp = (bucket * 100L + Math.abs(minute)) * MINUTE;
                    return new StoredMessage(TimeUuid.of(stamp, 0, CHAT), 1, message);
                })
                .toList();
    }

    private static String content(StoredMessage message) {
        return String.valueOf(message.message().getContent());
    }
}
