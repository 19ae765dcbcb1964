package io.parley.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.utils.Bytes;

/** Whoever begins at the front misses no row, whatever was put and deleted where. */
class FrontTest {
    private static final int ROWS = 20;

    /** One step: 0 puts a row, 1 deletes one, 2 asks for the first from there on. */
    record Step(int kind, int row) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, ROWS))
                .as(Step::new)
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 500)
    void the_first_row_from_the_front_is_the_first_row(@ForAll("steps") List<Step> steps) {
        Front front = new Front(key(0));
        TreeSet<Bytes> rows = new TreeSet<>();
        for (Step step : steps) {
            Bytes key = key(step.row());
            switch (step.kind()) {
                case 0 -> {
                    rows.add(key);
                    front.put(key);
                }
                case 1 -> rows.remove(key);
                default -> {
                    Bytes first = rows.ceiling(front.from(key));
                    assertThat(first).isEqualTo(rows.ceiling(key));
                    front.found(key, first == null ? key(ROWS) : first);
                }
            }
        }
    }

    @Example
    void what_is_gone_at_the_front_is_not_passed_again() {
        Front front = new Front(key(0));

        front.found(key(0), key(7));
        assertThat(front.from(key(0))).isEqualTo(key(7));
        assertThat(front.from(key(9))).isEqualTo(key(9));
        front.found(key(9), key(12));
        assertThat(front.from(key(0))).as("what lies between was not looked at").isEqualTo(key(7));
        front.put(key(3));
        assertThat(front.from(key(0))).isEqualTo(key(3));
    }

    private static Bytes key(int row) {
        return Keys.of("chat", row);
    }
}
