package io.parley.sinks.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackingTest {

    @Test
    void mutations_of_the_same_nodes_go_together_in_their_order() {
        List<List<String>> requests =
                new Packing(10, 1_000).pack(List.of("a1", "b1", "a2", "b2", "a3"), this::node, m -> 1);

        assertThat(requests).containsExactly(List.of("a1", "a2", "a3"), List.of("b1", "b2"));
    }

    @Test
    void a_request_holds_no_more_mutations_than_it_may() {
        List<Integer> mutations = IntStream.range(0, 25).boxed().toList();

        List<List<Integer>> requests = new Packing(10, 1_000).pack(mutations, m -> "everywhere", m -> 1);

        assertThat(requests).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(mutations);
    }

    @Test
    void a_request_holds_no_more_bytes_than_it_may_and_what_is_larger_goes_alone() {
        List<List<Integer>> requests = new Packing(10, 100).pack(List.of(60, 40, 1, 500, 99, 1), m -> "", m -> m);

        assertThat(requests).containsExactly(List.of(60, 40), List.of(1), List.of(500), List.of(99, 1));
    }

    @Test
    void each_goes_alone_where_one_is_all_that_a_request_may_hold() {
        List<List<String>> requests = new Packing(1, 1_000).pack(List.of("a1", "a2"), this::node, m -> 1);

        assertThat(requests).containsExactly(List.of("a1"), List.of("a2"));
    }

    private Object node(String mutation) {
        return mutation.charAt(0);
    }
}
