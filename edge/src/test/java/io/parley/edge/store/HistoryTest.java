package io.parley.edge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String CHAT = "gteam";
    private static final long FIRST = 1_000_000;

    private final FakeTables tables = new FakeTables();
    private final History history = new History(tables, Recent.NONE);
    private final List<StoredMessage> said = new ArrayList<>();

    private Sight given(int messages, Tenure... tenures) {
        tables.chat(CHAT, false, 0, "ann");
        tables.member(CHAT, "ann", Role.OWNER, tenures);
        for (int i = 0; i < messages; i++) {
            said.add(tables.say(CHAT, "bob", stamp(i), 1, "m" + (i + 1)));
        }
        return tables.sight(CHAT, "ann");
    }

    private static long stamp(int index) {
        return FIRST + index * 10L;
    }

    private static Tenure always() {
        return new Tenure(0, Tenure.NEVER);
    }

    private static List<Long> seqs(Page page) {
        return page.messages().stream().map(StoredMessage::seq).toList();
    }

    private static List<Long> down(int from, int to) {
        return IntStream.iterate(from, n -> n >= to, n -> n - 1)
                .mapToObj(n -> (long) n)
                .toList();
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private UUID id(int seq) {
        return said.get(seq - 1).id();
    }

    @Test
    void the_newest_page_says_where_older_messages_go_on() {
        Sight sight = given(5, always());

        Page page = now(history.newest(sight, 2));

        assertThat(seqs(page)).containsExactly(5L, 4L);
        assertThat(page.nextBefore()).isEqualTo(id(4));
        assertThat(page.nextAfter()).isNull();
    }

    @Test
    void the_last_page_backwards_has_no_older_one_and_the_way_back() {
        Sight sight = given(5, always());

        Page page = now(history.before(sight, id(3), 2));

        assertThat(seqs(page)).containsExactly(2L, 1L);
        assertThat(page.nextBefore()).isNull();
        assertThat(page.nextAfter()).isEqualTo(id(2));
    }

    @Test
    void forwards_goes_oldest_first_to_the_end() {
        Sight sight = given(5, always());

        Page page = now(history.after(sight, id(2), 2));
        Page end = now(history.after(sight, id(4), 2));

        assertThat(seqs(page)).containsExactly(3L, 4L);
        assertThat(page.nextBefore()).isEqualTo(id(3));
        assertThat(page.nextAfter()).isEqualTo(id(4));
        assertThat(seqs(end)).containsExactly(5L);
        assertThat(end.nextAfter()).isNull();
    }

    @Test
    void around_a_message_has_it_and_both_sides() {
        Sight sight = given(9, always());

        Page page = now(history.around(sight, id(5), 4));
        Page start = now(history.around(sight, id(1), 4));
        Page end = now(history.around(sight, id(9), 4));

        assertThat(seqs(page)).containsExactly(6L, 5L, 4L, 3L);
        assertThat(page.nextBefore()).isEqualTo(id(3));
        assertThat(page.nextAfter()).isEqualTo(id(6));
        assertThat(seqs(start)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(start.nextBefore()).isNull();
        assertThat(seqs(end)).containsExactly(9L, 8L, 7L, 6L);
        assertThat(end.nextAfter()).isNull();
    }

    @Test
    void a_position_need_not_exist() {
        Sight sight = given(5, always());
        UUID between = Times.before(stamp(2) - 5);

        assertThat(seqs(now(history.before(sight, between, 10)))).containsExactly(2L, 1L);
        assertThat(seqs(now(history.after(sight, between, 10)))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void only_what_was_said_during_memberships_is_shown() {
        Sight sight = given(9, new Tenure(stamp(1), stamp(3)), new Tenure(stamp(6), Tenure.NEVER));

        assertThat(seqs(now(history.newest(sight, 10)))).containsExactly(9L, 8L, 7L, 3L, 2L);
        assertThat(seqs(now(history.after(sight, id(1), 3)))).containsExactly(2L, 3L, 7L);
        Page page = now(history.before(sight, id(3), 10));
        assertThat(seqs(page)).containsExactly(2L);
        assertThat(page.nextBefore()).isNull();
    }

    @Test
    void a_message_of_a_version_that_the_members_have_not_reached_waits() {
        given(2, always());
        said.add(tables.say(CHAT, "bob", stamp(2), 2, "after a removal"));
        Sight sight = tables.sight(CHAT, "ann");

        assertThat(seqs(now(history.newest(sight, 10)))).containsExactly(2L, 1L);
        assertThat(now(history.one(sight, id(3)))).isEmpty();
        assertThat(now(history.last(sight)).map(StoredMessage::seq)).isEqualTo(Optional.of(2L));
    }

    @Test
    void what_is_written_beyond_what_was_reached_is_not_shown_yet() {
        given(3, always());
        tables.reached(CHAT, new Reached(stamp(1), 0, 0));
        Sight sight = tables.sight(CHAT, "ann");

        assertThat(seqs(now(history.newest(sight, 10)))).containsExactly(2L, 1L);
    }

    @Test
    void buckets_are_read_one_after_the_other_in_both_directions() {
        int many = Tables.BUCKET_SIZE * 2 + 3;
        Sight sight = given(many, always());

        Page newest = now(history.newest(sight, 5));
        Page across = now(history.before(sight, id(Tables.BUCKET_SIZE + 2), 4));
        Page forwards = now(history.after(sight, id(Tables.BUCKET_SIZE - 1), 3));

        assertThat(seqs(newest)).isEqualTo(down(many, many - 4));
        assertThat(seqs(across)).isEqualTo(down(Tables.BUCKET_SIZE + 1, Tables.BUCKET_SIZE - 2));
        assertThat(seqs(forwards))
                .containsExactly((long) Tables.BUCKET_SIZE, Tables.BUCKET_SIZE + 1L, Tables.BUCKET_SIZE + 2L);
        assertThat(now(history.one(sight, id(Tables.BUCKET_SIZE + 1)))).isPresent();
    }

    @Test
    void one_who_came_late_makes_no_walk_through_all_buckets() {
        int many = Tables.BUCKET_SIZE * 3;
        Sight sight = given(many, new Tenure(stamp(many - 2), Tenure.NEVER));
        int before = tables.messageQueries.get();

        Page page = now(history.newest(sight, 50));

        assertThat(seqs(page)).containsExactly((long) many, many - 1L);
        assertThat(tables.messageQueries.get() - before).isEqualTo(1);
    }

    @Test
    void a_cache_that_says_the_same_spares_the_tables() {
        Sight sight = given(5, always());
        List<StoredMessage> newestFirst = new ArrayList<>(said);
        Collections.reverse(newestFirst);
        History cached = new History(tables, chat -> CompletableFuture.completedFuture(Optional.of(newestFirst)));

        Page page = now(cached.newest(sight, 3));
        Page all = now(cached.newest(sight, 5));

        assertThat(seqs(page)).containsExactly(5L, 4L, 3L);
        assertThat(page.nextBefore()).isEqualTo(id(3));
        assertThat(seqs(all)).hasSize(5);
        assertThat(all.nextBefore()).isNull();
        assertThat(tables.messageQueries.get()).isZero();
    }

    @Test
    void a_cache_that_ends_too_early_for_the_page_is_not_used() {
        Sight sight = given(5, new Tenure(stamp(0), Tenure.NEVER));
        List<StoredMessage> newest = List.of(said.get(4), said.get(3));
        History cached = new History(tables, chat -> CompletableFuture.completedFuture(Optional.of(newest)));

        assertThat(seqs(now(cached.newest(sight, 2)))).containsExactly(5L, 4L);
        assertThat(tables.messageQueries.get()).isEqualTo(1);
    }
}
