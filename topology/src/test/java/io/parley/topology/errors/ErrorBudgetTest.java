package io.parley.topology.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {
    private final ErrorBudget budget = new ErrorBudget(2, Duration.ofMillis(100));

    @Test
    void so_many_are_tolerated_in_an_interval_and_the_next_is_not() {
        assertThat(budget.tolerates(0)).isTrue();
        assertThat(budget.tolerates(50)).isTrue();
        assertThat(budget.tolerates(100)).isFalse();
    }

    @Test
    void those_of_long_ago_do_not_count() {
        budget.tolerates(0);
        budget.tolerates(1);

        assertThat(budget.tolerates(101)).isTrue();
        assertThat(budget.tolerates(101)).isFalse();
        assertThat(budget.count()).isEqualTo(4);
    }

    @Test
    void none_may_be_tolerated() {
        assertThat(new ErrorBudget(0, Duration.ofHours(1)).tolerates(5)).isFalse();
    }
}
