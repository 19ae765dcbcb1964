package io.parley.plan;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How much of a cluster something touches. */
class SpreadTest {

    @Test
    void two_items_on_four_places_meet_one_and_three_quarters() {
        // The second falls on another place three times out of four: 1 + 3/4.
        assertThat(Spread.distinct(4, 2)).isCloseTo(1.75, Offset.offset(1e-9));
    }

    @Test
    void one_place_is_met_by_anything() {
        assertThat(Spread.distinct(1, 500)).isEqualTo(1);
    }

    @Test
    void a_thread_commits_as_often_as_something_comes_until_it_commits_every_cycle() {
        assertThat(Spread.busy(5, 1, 0.020)).isCloseTo(4.76, Offset.offset(0.01)); // (1 - e^-0.1) / 0.020
        assertThat(Spread.busy(900, 1, 0.020)).isCloseTo(50, Offset.offset(0.01));
    }

    @Property
    void never_more_than_the_places_or_the_items(
            @ForAll @DoubleRange(min = 1, max = 1e4) double places,
            @ForAll @DoubleRange(min = 1, max = 1e4) double items) {
        double met = Spread.distinct(places, items);

        assertThat(met).isLessThanOrEqualTo(Math.min(places, items) * (1 + 1e-9));
        assertThat(Spread.distinct(places, items + 1)).isGreaterThanOrEqualTo(met);
        assertThat(Spread.distinct(places + 1, items)).isGreaterThanOrEqualTo(met * (1 - 1e-9));
    }

    @Property
    void never_busier_than_what_comes_or_than_every_cycle(
            @ForAll @DoubleRange(min = 1, max = 1e6) double events,
            @ForAll @DoubleRange(min = 1, max = 1e5) double places,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1) double cycle) {
        double busy = Spread.busy(events, places, cycle);

        assertThat(busy).isLessThanOrEqualTo(Math.min(events, places / cycle) * (1 + 1e-9));
        assertThat(Spread.busy(events, places, cycle * 2)).isLessThanOrEqualTo(busy * (1 + 1e-9));
    }
}
