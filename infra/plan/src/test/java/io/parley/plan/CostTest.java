package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.plan.Cost.Point;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Fixed and marginal cost, from what was measured. */
class CostTest {

    @Test
    void two_rows_give_both() {
        // 10 ms a commit and 0.2 ms a record: 10 and 1,000 make 0.1 + 0.2 of a core, 20 and 500 make 0.2 + 0.1.
        Cost cost = Cost.fit(List.of(new Point(10, 1_000, 0.3), new Point(20, 500, 0.3)));

        assertThat(cost.fixedSeconds()).isCloseTo(0.010, Percentage.withPercentage(1e-6));
        assertThat(cost.marginalSeconds()).isCloseTo(0.0002, Percentage.withPercentage(1e-6));
    }

    @Test
    void neither_is_ever_negative() {
        // More commits and fewer processors: commits can't be what costs.
        Cost cost = Cost.fit(List.of(new Point(10, 1_000, 1), new Point(100, 500, 0.4)));

        assertThat(cost.fixedSeconds()).isZero();
        assertThat(cost.marginalSeconds()).isPositive();
    }

    @Test
    void what_all_appends_cost_is_the_whole_over_their_count() {
        assertThat(Cost.allFixed(new Point(2_000, 9_999, 0.4))).isEqualTo(new Cost(0, 0.0002, 0));
    }

    @Test
    void a_third_row_tells_what_is_taken_while_idle() {
        // 0.1 of a core always; 10 ms a commit and 0.2 ms a record.
        Cost cost = Cost.fit(List.of(new Point(10, 1_000, 0.4), new Point(20, 500, 0.4), new Point(5, 0, 0.15)));

        assertThat(cost.idleCores()).isCloseTo(0.1, Percentage.withPercentage(1e-6));
        assertThat(cost.fixedSeconds()).isCloseTo(0.010, Percentage.withPercentage(1e-6));
        assertThat(cost.marginalSeconds()).isCloseTo(0.0002, Percentage.withPercentage(1e-6));
        assertThat(cost.cores(10, 1_000)).isCloseTo(0.3, Percentage.withPercentage(1e-6));
    }

    @Test
    void what_never_happens_costs_nothing() {
        Cost cost = Cost.fit(List.of(new Point(0, 1_000, 0.3), new Point(0, 500, 0.2)));

        assertThat(cost.fixedSeconds()).isZero();
        assertThat(cost.marginalSeconds()).isCloseTo(0.0002, Percentage.withPercentage(1e-6));
        assertThat(cost.idleCores()).isCloseTo(0.1, Percentage.withPercentage(1e-6));
    }

    @Property
    void rows_that_follow_the_rule_give_it_back(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e-2) double fixed,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e-2) double marginal) {
        Cost rule = new Cost(0, fixed, marginal);

        Cost found = Cost.fit(List.of(
                new Point(50, 9_000, rule.cores(50, 9_000)),
                new Point(5, 5_000, rule.cores(5, 5_000)),
                new Point(90, 100, rule.cores(90, 100))));

        assertThat(found.fixedSeconds()).isCloseTo(fixed, Percentage.withPercentage(0.1));
        assertThat(found.marginalSeconds()).isCloseTo(marginal, Percentage.withPercentage(0.1));
    }
}
