package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Role;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.store.FakeTables;
import io.parley.edge.store.MemberRow;
import io.parley.edge.store.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Typing goes to members' edges, to nobody else, and not too often; by a clock that only the test moves. */
class TypingTest {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final FakeTables tables = new FakeTables();
    private final Edges edges = new Edges();
    private long now;
    private final List<Runnable> delayed = new ArrayList<>();
    private final Rosters rosters = new Rosters(tables, Duration.ofSeconds(3), () -> now);
    private final Typing typing =
            new Typing(rosters, edges, INTERVAL, () -> now, (work, nanos) -> delayed.add(work), HintMetrics.NONE);
    private final List<ErrorCode> refused = new ArrayList<>();

    /** Knows where users are, and keeps what is published. */
    private static final class Edges implements Link {
        private final Map<String, List<String>> homes = new HashMap<>();
        private final List<String> published = new ArrayList<>();
        private int asked;

        @Override
        public void start(Listener listener) {}

        @Override
        public void beat() {}

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public CompletionStage<Sighting> touch(String user) {
            throw new UnsupportedOperationException(user);
        }

        @Override
        public CompletionStage<Sighting> leave(String user) {
            throw new UnsupportedOperationException(user);
        }

        @Override
        public CompletionStage<Sighting> read(String user) {
            throw new UnsupportedOperationException(user);
        }

        @Override
        public CompletionStage<List<String>> edgesOf(String user) {
            asked++;
            return CompletableFuture.completedFuture(homes.getOrDefault(user, List.of()));
        }

        @Override
        public void subscribe(Collection<String> users) {}

        @Override
        public void unsubscribe(Collection<String> users) {}

        @Override
        public CompletionStage<Long> publish(String edge, TypingNote note) {
            published.add(edge + ": " + note.text());
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void people() {
        tables.chat("gTeam", false, 1, "ann", "bob", "cat", "dan");
        edges.homes.put("ann", List.of("e1"));
        edges.homes.put("bob", List.of("e1", "e2"));
        edges.homes.put("cat", List.of("e2"));
    }

    private void types(String user, String chat) {
        typing.typed(user, chat, refused::add);
    }

    private List<String> published() {
        List<String> all = List.copyOf(edges.published);
        edges.published.clear();
        return all;
    }

    @Test
    void each_edge_with_members_on_it_is_told_once_and_whom_it_concerns() {
        types("ann", "gTeam");

        assertThat(published()).containsExactly("e1: gTeam ann bob", "e2: gTeam ann bob cat");
        assertThat(refused).isEmpty();
    }

    @Test
    void a_group_of_500_on_two_edges_costs_two_publishes() {
        String[] members = IntStream.range(0, 500).mapToObj(i -> "m" + i).toArray(String[]::new);
        tables.chat("gBig", false, 1, members);
        IntStream.range(0, 500).forEach(i -> edges.homes.put("m" + i, List.of("e" + i % 2)));

        types("m0", "gBig");
        assertThat(published()).hasSize(2);
        assertThat(edges.asked).isEqualTo(499);

        types("m1", "gBig");
        assertThat(published()).hasSize(2);
        assertThat(edges.asked).as("remembered for a few seconds").isEqualTo(500);
    }

    @Test
    void only_members_may_type_and_are_told_why_not() {
        tables.member("gTeam", "dan", null, new Tenure(1, 2));

        types("eve", "gTeam");
        types("eve", "gNone");
        types("dan", "gTeam");

        assertThat(refused).containsExactly(ErrorCode.NO_SUCH_CHAT, ErrorCode.NO_SUCH_CHAT, ErrorCode.NOT_A_MEMBER);
        assertThat(published()).isEmpty();
    }

    @Test
    void who_was_told_of_a_removal_neither_types_nor_sees_it_though_the_tables_do_not_show_it_yet() {
        rosters.told("gTeam", List.of("cat"), false);

        types("cat", "gTeam");
        types("ann", "gTeam");

        assertThat(refused).containsExactly(ErrorCode.NOT_A_MEMBER);
        assertThat(published()).containsExactly("e1: gTeam ann bob", "e2: gTeam ann bob");
        Heard heard = new Heard();
        typing.heard(new TypingNote("gTeam", "ann", List.of("bob", "cat")), heard);
        assertThat(heard.told).containsExactly("bob");
    }

    @Test
    void who_was_told_of_joining_types_before_the_tables_show_it() {
        rosters.told("gTeam", List.of("eve"), true);

        types("eve", "gTeam");

        assertThat(refused).isEmpty();
        assertThat(published()).hasSize(2);
    }

    @Test
    void a_removal_that_nobody_here_was_told_of_counts_after_a_few_seconds() {
        types("ann", "gTeam");
        published();
        tables.member("gTeam", "cat", null, new Tenure(1, 2));

        now += INTERVAL.toNanos();
        types("ann", "gTeam");

        assertThat(published()).containsExactly("e1: gTeam ann bob", "e2: gTeam ann bob");
    }

    @Test
    void one_passes_an_interval_and_one_that_comes_a_little_early_waits_for_its_end() {
        types("ann", "gTeam");
        types("ann", "gTeam");
        now += INTERVAL.dividedBy(2).toNanos();
        types("ann", "gTeam");
        types("bob", "gTeam");
        assertThat(published()).as("one of ann, one of bob").hasSize(4);

        now += INTERVAL.dividedBy(2).minusMillis(10).toNanos();
        types("ann", "gTeam");
        assertThat(published()).isEmpty();
        assertThat(delayed).hasSize(1);
        delayed.get(0).run();
        assertThat(published()).hasSize(2);
    }

    @Test
    void in_a_blocked_direct_chat_nobody_types() {
        tables.chat("dPair", true, 1, "ann", "bob");
        MemberRow blocks =
                new MemberRow("bob", Role.MEMBER, Instant.EPOCH, List.of(new Tenure(1, Tenure.NEVER)), false, true);
        tables.members.getOrDefault("dPair", new TreeMap<>()).put("bob", blocks);

        types("ann", "dPair");
        types("bob", "dPair");

        assertThat(published()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void tables_that_cannot_answer_are_silent() {
        tables.breakDown();

        types("ann", "gTeam");

        assertThat(published()).isEmpty();
        assertThat(refused).isEmpty();
    }

    @Test
    void the_same_typing_from_two_edges_is_shown_once() {
        Heard heard = new Heard();

        typing.heard(new TypingNote("gTeam", "ann", List.of("bob")), heard);
        typing.heard(new TypingNote("gTeam", "ann", List.of("bob")), heard);
        typing.heard(new TypingNote("gTeam", "cat", List.of("bob")), heard);

        assertThat(heard.told).containsExactly("bob", "bob");
    }

    private static final class Heard implements Audience {
        private final List<String> told = new ArrayList<>();

        @Override
        public boolean isHere(String user) {
            return true;
        }

        @Override
        public void tell(String user, String type, byte[] frame) {
            told.add(user);
        }
    }
}
