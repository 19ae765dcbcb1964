package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.store.FakeTables;
import io.parley.edge.store.StoreUnavailable;
import io.parley.edge.store.Tenure;
import io.parley.ids.ChatIds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may see whom, and what it costs to find out. */
class SharedChatsTest {
    private final FakeTables tables = new FakeTables();
    private final SharedChats shared = new SharedChats(tables, 1_000_000, Duration.ofMinutes(1));

    private Set<String> visible(String user, String... others) {
        return shared.visible(user, List.of(others)).toCompletableFuture().join();
    }

    private String group(String name, String... members) {
        String id = ChatIds.group(members[0], name);
        tables.chat(id, false, 1, members);
        return id;
    }

    private void direct(String one, String other) {
        tables.chat(ChatIds.direct(one, other), true, 1, one, other);
    }

    @Test
    void who_shares_a_direct_chat_or_a_group_is_seen_and_oneself_and_nobody_else() {
        direct("ann", "bob");
        group("team", "cat", "ann");
        group("others", "cat", "eve");

        assertThat(visible("ann", "ann", "bob", "cat", "eve", "nobody")).containsExactlyInAnyOrder("ann", "bob", "cat");
    }

    @Test
    void who_left_is_not_seen_any_more() {
        String team = group("team", "cat", "ann");
        assertThat(visible("ann", "cat")).containsExactly("cat");

        tables.member(team, "ann", null, new Tenure(1, 2));
        assertThat(visible("ann", "cat")).isEmpty();
        assertThat(visible("cat", "ann")).isEmpty();
    }

    @Test
    void a_no_is_never_out_of_date() {
        group("old", "cat", "dan");
        group("mine", "ann", "eve");
        assertThat(visible("ann", "cat")).isEmpty();

        group("new", "cat", "ann");

        assertThat(visible("ann", "cat")).containsExactly("cat");
    }

    @Test
    void a_yes_is_forgotten_with_the_change() {
        String team = group("team", "cat", "ann");
        group("other", "ann", "eve");
        visible("ann", "cat");
        tables.member(team, "cat", null, new Tenure(1, 2));
        assertThat(visible("ann", "cat")).as("from memory").containsExactly("cat");

        shared.forget(List.of("cat"));

        assertThat(visible("ann", "cat")).isEmpty();
    }

    @Test
    void five_thousand_chats_cost_one_read_and_no_more_for_those_one_talks_with_directly() {
        String[] peers = IntStream.range(0, 5_000).mapToObj(i -> "peer" + i).toArray(String[]::new);
        for (String peer : peers) {
            direct("ann", peer);
        }

        assertThat(visible("ann", peers)).hasSize(5_000);
        assertThat(tables.membershipQueries).hasValue(1);
    }

    @Test
    void members_of_groups_cost_one_read_each_and_none_while_they_are_remembered() {
        String[] members = IntStream.range(0, 100).mapToObj(i -> "m" + i).toArray(String[]::new);
        group("team", members);
        visible("m0", members);
        assertThat(tables.membershipQueries).hasValue(100);

        visible("m1", members);

        // m1's own chats are always read; m0 was read as the one who asked.
        assertThat(tables.membershipQueries).hasValue(101);
    }

    @Test
    void tables_that_cannot_answer_are_no_answer() {
        tables.breakDown();

        assertThat(shared.visible("ann", List.of("bob")).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withRootCauseInstanceOf(IllegalStateException.class)
                .withCauseInstanceOf(StoreUnavailable.class);
    }
}
