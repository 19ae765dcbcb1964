package io.parley.tests.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.tests.world.Flaw;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who watches the watchmen: each planted bug is found by the invariants that the random stories are held to, within a few
 * stories, and the same stories without a bug hold.
 */
class PlantedBugsTest {
    private static final int STORIES = 12;
    private static final int STEPS = 150;
    private static final int SHARDS = 4;

    @ParameterizedTest
    @EnumSource
    void is_found(PlantedBug bug) {
        Optional<String> found = IntStream.range(0, STORIES)
                .mapToObj(seed -> complaint(seed, bug.plant()))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(found).as(bug + " in " + STORIES + " stories").isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void is_found_in_the_code(RewrittenBug bug) {
        Optional<String> found;
        try (RewrittenBug.Planted planted = bug.plant()) {
            found = IntStream.range(0, STORIES)
                    .mapToObj(seed -> complaint(seed, Flaw.NONE))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        assertThat(found).as(bug + " in " + STORIES + " stories").isPresent();
    }

    @Test
    void every_bug_in_the_code_is_on_the_page() {
        String rows = Arrays.stream(RewrittenBug.values())
                .map(bug -> String.format("| `%s` | `%s` | %s |%n", bug, bug.where(), bug.what()))
                .collect(Collectors.joining());

        assertThat(Path.of("..", "docs", "torture.md")).content().contains(rows);
    }

    @Test
    void nothing_is_found_where_nothing_was_planted() {
        assertThat(IntStream.range(0, STORIES)
                        .mapToObj(seed -> complaint(seed, Flaw.NONE))
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    /** What the invariants say of a story; anything else that goes wrong is no finding, and is thrown. */
    private static Optional<String> complaint(int seed, Flaw flaw) {
        try (Story story = new Story(SHARDS, flaw)) {
            steps(seed).forEach(story::play);
            story.end();
            new Invariants(story).hold();
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<Step> steps(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, STEPS)
                .mapToObj(step -> new Step(
                        random.nextInt(10_000),
                        random.nextInt(10_000),
                        random.nextInt(10_000),
                        random.nextInt(10_000),
                        random.nextInt(10_000)))
                .toList();
    }
}
