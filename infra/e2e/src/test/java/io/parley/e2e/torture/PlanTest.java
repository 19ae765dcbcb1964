package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan of faults is made from the seed alone. */
class PlanTest {
    private static final List<Fault> ALL = Catalogue.all();

    @Test
    void one_seed_is_one_plan() {
        assertThat(new Plan(7, ALL).strikes(60)).isEqualTo(new Plan(7, ALL).strikes(60));
        assertThat(new Plan(7, ALL).strikes(60)).isNotEqualTo(new Plan(8, ALL).strikes(60));
    }

    @Test
    void this_seed_is_this_plan_on_every_machine() {
        List<Fault> few = Catalogue.named(Set.of("kill:edge-1", "pause:topology-2", "flush"));

        assertThat(new Plan(1, few).strikes(4).stream().map(Plan.Strike::toString))
                .containsExactly("flush:redis", "pause:topology-2", "kill:edge-1 with pause:topology-2", "flush:redis");
    }

    @Test
    void a_longer_plan_begins_as_a_shorter_one() {
        assertThat(new Plan(3, ALL).strikes(40).subList(0, 9)).isEqualTo(new Plan(3, ALL).strikes(9));
    }

    @Test
    void every_fault_strikes_before_any_strikes_twice() {
        List<Fault> struck = new Plan(5, ALL)
                .strikes(ALL.size()).stream()
                        .flatMap(strike -> strike.faults().stream())
                        .limit(ALL.size())
                        .toList();

        assertThat(struck).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void every_third_strike_is_of_two_at_once() {
        List<Plan.Strike> strikes = new Plan(5, Catalogue.named(Set.of("kill"))).strikes(9);

        assertThat(strikes.stream().map(strike -> strike.faults().size())).containsExactly(1, 1, 2, 1, 1, 2, 1, 1, 2);
    }

    @Test
    void two_at_once_never_strike_one_part() {
        List<Plan.Strike> strikes = new Plan(6, ALL).strikes(3_000);

        assertThat(strikes)
                .filteredOn(strike -> strike.faults().size() == 2)
                .hasSizeGreaterThan(500)
                .allSatisfy(strike -> assertThat(strike.faults().get(0).parts())
                        .doesNotContainAnyElementsOf(strike.faults().get(1).parts()));
    }

    @Test
    void names_are_told_apart_and_a_kind_means_all_of_its_places() {
        assertThat(ALL.stream().map(Fault::name)).doesNotHaveDuplicates();
        assertThat(Catalogue.named(Set.of("wipe")).stream().map(Fault::name))
                .containsExactly("wipe:topology-1", "wipe:topology-2");
        assertThatThrownBy(() -> Catalogue.named(Set.of("earthquake"))).hasMessage("There is no fault earthquake.");
    }
}
