package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long START = 1_000_000;

    private final MockProcessorContext<String, Object> shard = new MockProcessorContext<>();
    private final MockProcessorContext<String, Object> other = new MockProcessorContext<>();
    private final Pace pace = new Pace(new TalkConfig.Commits(Duration.ofMillis(10), Duration.ofMillis(40)));

    @Test
    void what_comes_after_a_while_is_committed_at_once() {
        decide(shard, START, 3);

        assertThat(committed(shard)).isTrue();
    }

    @Test
    void between_two_commits_lies_the_interval_whichever_of_the_threads_shards_asks() {
        decide(shard, START, 3);
        committed(shard);

        decide(other, START + 9, 3);
        assertThat(committed(other)).isFalse();

        decide(shard, START + 10, 3);
        assertThat(committed(shard)).isTrue();
    }

    @Test
    void who_still_has_what_came_during_the_last_commit_puts_the_next_one_off() {
        decide(shard, START, 3);
        committed(shard);

        decide(shard, START + 27, 6);
        assertThat(committed(shard)).isFalse();
        decide(shard, START + 28, 6);
        assertThat(committed(shard)).isTrue();
    }

    @Test
    void who_is_through_with_it_commits_after_the_interval() {
        decide(shard, START, 3);
        committed(shard);

        decide(shard, START + 10, 6);
        assertThat(committed(shard)).isFalse();
        decide(shard, START + 11, 2);
        assertThat(committed(shard)).isTrue();
    }

    @Test
    void what_came_last_is_committed_when_nothing_follows_it() {
        pace.start(shard);
        decide(shard, START, 3);
        committed(shard);
        decide(other, START + 2, 3);

        tick(START + 9);
        assertThat(committed(other)).isFalse();
        tick(START + 10);
        assertThat(committed(other))
                .as("the shard that has something to commit")
                .isTrue();
        tick(START + 20);
        assertThat(committed(other)).as("nothing new").isFalse();
    }

    @Test
    void who_is_behind_leaves_it_to_the_longer_interval_until_it_has_caught_up() {
        pace.start(shard);
        decide(shard, START, 9);
        tick(START + 10);
        assertThat(committed(shard)).isFalse();

        decide(shard, START + 20, 8);
        assertThat(committed(shard)).isTrue();
    }

    private void decide(MockProcessorContext<String, Object> context, long now, long age) {
        context.setCurrentSystemTimeMs(now);
        pace.decided(now - age, context);
    }

    private void tick(long now) {
        shard.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now));
    }

    private static boolean committed(MockProcessorContext<String, Object> context) {
        boolean was = context.committed();
        context.resetCommit();
        return was;
    }
}
