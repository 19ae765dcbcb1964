package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who is told what of whom, over a Redis that says only what the test says, by a clock that only the test moves. */
class WatchlistTest {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Redis redis = new Redis();
    private final Watchlist watchlist = new Watchlist(3, GRACE, PATIENCE, redis);
    private final Listening ann = new Listening("ann");
    private final Listening eve = new Listening("eve");
    private long now = -5;

    private static final class Redis implements Watchlist.Source {
        private final Set<String> subscribed = new TreeSet<>();
        private final List<String> reads = new ArrayList<>();
        private int subscriptions;
        private boolean up = true;

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public void subscribe(Collection<String> users) {
            subscribed.addAll(users);
            subscriptions += users.size();
        }

        @Override
        public void unsubscribe(Collection<String> users) {
            subscribed.removeAll(users);
        }

        @Override
        public void read(String user) {
            reads.add(user);
        }
    }

    private void watch(Listening who, String... users) {
        watchlist.replace(who, List.of(users), Set.of(users), now);
    }

    private void online(String user, long version) {
        sighted(user, true, version);
    }

    private void offline(String user, long version) {
        sighted(user, false, version);
    }

    private void sighted(String user, boolean online, long version) {
        Duration left = online ? Duration.ofSeconds(60) : Duration.ZERO;
        watchlist.sighted(user, new Sighting(online, version, Instant.EPOCH, left, true), now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
        watchlist.tick(now);
    }

    @Test
    void a_user_is_read_after_the_subscription_and_then_the_answer_comes_once() {
        watch(ann, "bob");
        assertThat(redis.reads).isEmpty();

        watchlist.subscribed("bob");
        assertThat(redis.reads).containsExactly("bob");
        online("bob", 7);
        online("bob", 7);

        assertThat(ann.told()).containsExactly("bob online");
    }

    @Test
    void many_watch_a_user_over_one_subscription_which_ends_with_the_last_of_them() {
        watch(ann, "bob");
        watchlist.subscribed("bob");
        online("bob", 1);
        watch(eve, "bob");

        assertThat(redis.subscriptions).isEqualTo(1);
        assertThat(eve.told()).containsExactly("bob online");
        watchlist.remove(ann);
        assertThat(redis.subscribed).containsExactly("bob");
        watchlist.remove(eve);
        assertThat(redis.subscribed).isEmpty();
        assertThat(watchlist.size()).isZero();
    }

    @Test
    void a_new_set_replaces_the_old_one_and_is_answered_whole() {
        watch(ann, "bob", "cat");
        online("bob", 1);
        online("cat", 1);
        ann.take();

        watch(ann, "cat", "dan");
        offline("bob", 2);
        offline("dan", 1);

        assertThat(ann.told()).containsExactly("cat online", "dan offline");
        assertThat(redis.subscribed).containsExactly("cat", "dan");
    }

    @Test
    void who_may_not_be_seen_is_unknown_and_not_subscribed_to() {
        watchlist.replace(ann, List.of("bob", "cat"), Set.of("cat"), now);
        offline("cat", 1);

        assertThat(ann.told()).containsExactly("bob unknown", "cat offline");
        assertThat(redis.subscribed).containsExactly("cat");
    }

    @Test
    void offline_is_shown_after_the_grace_time_and_not_at_all_when_the_user_came_back() {
        watch(ann, "bob");
        online("bob", 1);

        offline("bob", 2);
        pass(GRACE.dividedBy(2));
        online("bob", 3);
        pass(GRACE);
        assertThat(ann.take()).containsExactly("bob online");

        offline("bob", 4);
        pass(GRACE);
        assertThat(ann.take()).containsExactly("bob offline");
    }

    @Test
    void offline_never_follows_online_because_it_was_overtaken() {
        watch(ann, "bob");
        online("bob", 1);
        ann.take();

        online("bob", 3);
        offline("bob", 2);
        pass(GRACE.multipliedBy(2));

        assertThat(ann.told()).isEmpty();
    }

    @Test
    void an_edge_that_may_have_died_is_found_out_when_its_word_ends() {
        watch(ann, "bob");
        online("bob", 1);
        redis.reads.clear();

        pass(Duration.ofSeconds(59));
        assertThat(redis.reads).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(redis.reads).containsExactly("bob");

        pass(Duration.ofSeconds(1));
        assertThat(redis.reads).as("asked once").hasSize(1);
        offline("bob", 2);
        pass(GRACE);
        assertThat(ann.told()).containsExactly("bob online", "bob offline");
    }

    @Test
    void without_redis_everybody_is_unknown_and_right_again_when_it_is_back_though_it_lost_its_last_changes() {
        watch(ann, "bob");
        online("bob", 9);

        redis.up = false;
        watchlist.down();
        watch(eve, "bob", "cat");
        assertThat(ann.take()).containsExactly("bob online", "bob unknown");
        assertThat(eve.take()).containsExactly("bob unknown", "cat unknown");

        redis.up = true;
        watchlist.up();
        watchlist.subscribed("bob");
        offline("bob", 8);
        assertThat(ann.take()).containsExactly("bob offline");
        assertThat(eve.take()).containsExactly("bob offline");
    }

    @Test
    void a_user_that_cannot_be_read_is_unknown_and_read_again() {
        watch(ann, "bob");
        watchlist.subscribed("bob");
        watchlist.unread("bob", now);
        redis.reads.clear();

        pass(Duration.ofSeconds(1));

        assertThat(redis.reads).containsExactly("bob");
        online("bob", 1);
        assertThat(ann.told()).containsExactly("bob unknown", "bob online");
    }

    @Test
    void nobody_waits_longer_than_the_patience_for_the_first_answer() {
        watch(ann, "bob");

        pass(PATIENCE);

        assertThat(ann.told()).containsExactly("bob unknown");
    }

    @Test
    void beyond_the_most_users_the_rest_is_unknown() {
        watch(ann, "b1", "b2", "b3", "b4");

        assertThat(ann.told()).containsExactly("b4 unknown");
        assertThat(redis.subscribed).hasSize(3);
    }

    @Test
    void when_one_may_see_others_than_before_one_is_told_the_differences() {
        watchlist.replace(ann, List.of("bob", "cat"), Set.of("cat"), now);
        online("cat", 1);
        ann.take();

        watchlist.adjust(ann, Set.of("bob"), now);
        offline("bob", 1);
        offline("cat", 2);
        pass(GRACE);

        assertThat(ann.told()).containsExactly("cat unknown", "bob offline");
        assertThat(redis.subscribed).containsExactly("bob");
    }
}
