package io.parley.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import io.parley.local.part.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void an_edge_waits_for_what_it_reads_and_writes() {
        Plan plan = new Plan(new Shape(2, 1, 1, 0, EnumSet.allOf(Kind.class)).counts());

        assertThat(plan.needsOf(Kind.EDGE)).containsExactlyInAnyOrder("redis", "topics", "schemas", "tables");
        assertThat(plan.partNames(Kind.EDGE)).containsExactly("edge-1", "edge-2");
    }

    @Test
    void the_stores_wait_for_nothing() {
        Plan plan = new Plan(new Shape(1, 1, 1, 0, EnumSet.allOf(Kind.class)).counts());

        assertThat(plan.needsOf(Kind.CASSANDRA)).isEmpty();
        assertThat(plan.needsOf(Kind.KAFKA)).isEmpty();
        assertThat(plan.needsOf(Kind.EDGE)).as("files may come late").doesNotContain("s3");
    }

    @Test
    void what_is_not_part_of_an_instance_is_not_waited_for() {
        Plan plan = new Plan(new Shape(1, 1, 1, 0, EnumSet.of(Kind.KAFKA, Kind.EDGE)).counts());

        assertThat(plan.needsOf(Kind.EDGE)).containsExactly("topics");
        assertThat(plan.work()).containsExactly(Plan.Work.TOPICS);
        assertThat(plan.portNames()).containsExactlyInAnyOrder("kafka", "kafka-controller", "edge-1");
    }

    @Test
    void steps_run_after_what_they_need() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();

        new Steps(Progress.SILENT)
                .run(List.of(
                        new Step("third", Set.of("second"), "done", () -> done.add("third")),
                        new Step("second", Set.of("first"), "done", () -> done.add("second")),
                        new Step("first", Set.of(), "done", () -> done.add("first"))));

        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void the_first_step_that_fails_ends_the_whole() {
        List<String> done = new CopyOnWriteArrayList<>();
        List<Step> steps = List.of(
                new Step("broken", Set.of(), "done", () -> {
                    throw new Trouble("It broke.", "Mend it.");
                }),
                new Step("after", Set.of("broken"), "done", () -> done.add("after")));

        assertThatThrownBy(() -> new Steps(Progress.SILENT).run(steps)).isInstanceOf(Trouble.class);
        assertThat(done).isEmpty();
    }
}
