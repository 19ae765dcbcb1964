package io.parley.tests.property;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;

/**
 * Random stories of six people in five chats: wishes that are allowed and not, repeats, devices that come and go, edges
 * that die, tasks that die between two commits and take their records again in another interleaving. The seed of a story
 * that fails is printed with the shortest one found that fails as well; {@code @Property(seed = "…")} plays it again.
 */
class RandomTalkTest {

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    @Label("whatever happens on one shard, the design's invariants hold")
    void on_one_shard(@ForAll("stories") List<Step> steps) {
        play(1, steps);
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    @Label("whatever happens on four shards, the design's invariants hold")
    void on_four_shards(@ForAll("stories") List<Step> steps) {
        play(4, steps);
    }

    private static void play(int shards, List<Step> steps) {
        try (Story story = new Story(shards)) {
            try {
                steps.forEach(story::play);
                story.end();
                new Invariants(story).hold();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(e.getMessage() + "\nThe story:\n" + story.narration(), e);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<Integer> number = Arbitraries.integers()
                .between(0, 10_000)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
        return Combinators.combine(number, number, number, number, number)
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(250);
    }
}
