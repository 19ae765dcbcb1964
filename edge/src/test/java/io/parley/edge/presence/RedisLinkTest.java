package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.parley.edge.store.RedisAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script in a real Redis: who is on which edge, what is published, and in which order it is told. */
class RedisLinkTest {
    private static final Duration KEPT = Duration.ofDays(90);

    private static RedisAt redis;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> connection;
    private static RedisCommands<String, String> commands;

    private final List<RedisLink> links = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisAt();
        client = RedisClient.create(redis.uri());
        connection = client.connect();
        commands = connection.sync();
    }

    @AfterAll
    static void stop() throws IOException {
        connection.close();
        client.shutdown();
        redis.close();
    }

    @BeforeEach
    void empty() {
        commands.flushall();
    }

    @AfterEach
    void close() {
        links.forEach(RedisLink::close);
    }

    /** Keeps what comes, in short. */
    private static final class Ears implements Link.Listener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void up() {
            heard.add("up");
        }

        @Override
        public void down() {
            heard.add("down");
        }

        @Override
        public void subscribed(String user) {
            heard.add("subscribed " + user);
        }

        @Override
        public void changed(String user, Sighting sighting) {
            heard.add(user + (sighting.online() ? " online" : " offline"));
        }

        @Override
        public void typing(TypingNote note) {
            heard.add(note.text());
        }
    }

    private RedisLink link(String edge, Duration holds) {
        return link(edge, holds, new Ears());
    }

    private RedisLink link(String edge, Duration holds, Ears ears) {
        RedisLink link = new RedisLink(new RedisLink.Terms(
                RedisAddress.plain(redis.uri()), edge, holds, KEPT, Duration.ofSeconds(20), 10_000));
        links.add(link);
        link.start(ears);
        await().until(link::isUp);
        return link;
    }

    private static Sighting now(CompletionStage<Sighting> answer) {
        return answer.toCompletableFuture().join();
    }

    @Test
    void a_user_on_two_edges_is_online_until_both_have_let_go() {
        RedisLink one = link("e1", Duration.ofMinutes(1));
        RedisLink two = link("e2", Duration.ofMinutes(1));

        Sighting came = now(one.touch("ann"));
        Sighting again = now(two.touch("ann"));
        Sighting stays = now(one.leave("ann"));
        Sighting went = now(two.leave("ann"));

        assertThat(List.of(came.online(), again.online(), stays.online(), went.online()))
                .containsExactly(true, true, true, false);
        assertThat(List.of(came.changed(), again.changed(), stays.changed(), went.changed()))
                .containsExactly(true, false, false, true);
        assertThat(went.version()).isGreaterThan(came.version());
        assertThat(went.lastSeen()).isNotNull().isAfterOrEqualTo(came.lastSeen());
        assertThat(commands.keys("online:*")).isEmpty();
    }

    @Test
    void the_key_has_a_ttl_and_the_last_sight_a_bounded_life() {
        now(link("e1", Duration.ofMinutes(1)).touch("ann"));

        assertThat(commands.zrange("online:{ann}", 0, -1)).containsExactly("e1");
        assertThat(commands.pttl("online:{ann}")).isBetween(1L, 60_000L);
        assertThat(commands.pttl("seen:{ann}")).isBetween(1L, KEPT.toMillis());
    }

    @Test
    void the_word_of_an_edge_that_died_ends_and_the_first_who_looks_tells_all_once() {
        Ears ears = new Ears();
        RedisLink watcher = link("e2", Duration.ofMinutes(1), ears);
        watcher.subscribe(List.of("ann"));
        await().until(() -> ears.heard.contains("subscribed ann"));
        Sighting came = now(link("e1", Duration.ofMillis(300)).touch("ann"));

        await().until(() -> !now(watcher.read("ann")).online());
        Sighting after = now(watcher.read("ann"));

        assertThat(after.changed()).isFalse();
        assertThat(after.version()).isGreaterThan(came.version());
        assertThat(after.lastSeen()).isEqualTo(came.lastSeen());
        await().until(() -> ears.heard.contains("ann offline"));
        assertThat(ears.heard).containsExactly("up", "subscribed ann", "ann online", "ann offline");
    }

    @Test
    void the_other_edge_is_not_forgotten_when_one_died() {
        now(link("e1", Duration.ofMillis(200)).touch("ann"));
        RedisLink two = link("e2", Duration.ofMinutes(1));
        now(two.touch("ann"));

        await().until(() -> now(two.read("ann")).online()
                && commands.zrange("online:{ann}", 0, -1).equals(List.of("e2")));

        assertThat(now(two.read("ann")).online()).isTrue();
        assertThat(two.edgesOf("ann").toCompletableFuture().join()).containsExactly("e2");
    }

    @Test
    void asking_about_who_was_never_there_leaves_no_trace_and_is_newer_than_what_was_lost() {
        RedisLink link = link("e1", Duration.ofMinutes(1));
        Sighting before = now(link.touch("ann"));
        commands.del("online:{ann}", "seen:{ann}");

        Sighting lost = now(link.read("ann"));

        assertThat(lost.online()).isFalse();
        assertThat(lost.lastSeen()).isNull();
        assertThat(lost.version()).isGreaterThan(before.version());
        assertThat(commands.keys("*")).isEmpty();
        assertThat(now(link.touch("ann")).version()).isGreaterThan(lost.version());
    }

    @Test
    void an_edge_hears_of_those_whom_it_watches_and_of_typing_that_is_for_it() {
        Ears ears = new Ears();
        RedisLink one = link("e1", Duration.ofMinutes(1), ears);
        RedisLink two = link("e2", Duration.ofMinutes(1));
        one.subscribe(List.of("ann", "bob"));
        await().until(() -> ears.heard.contains("subscribed bob"));

        now(two.touch("ann"));
        now(two.touch("cat"));
        one.unsubscribe(List.of("bob"));
        two.publish("e2", new TypingNote("c1", "ann", List.of("bob")));
        two.publish("e1", new TypingNote("c2", "ann", List.of("bob", "cat")));

        await().until(() -> ears.heard.contains("c2 ann bob cat"));
        assertThat(ears.heard)
                .containsExactly("up", "subscribed ann", "subscribed bob", "ann online", "c2 ann bob cat");
    }

    @Test
    void a_script_that_redis_forgot_is_given_to_it_again() {
        Ears ears = new Ears();
        RedisLink link = link("e1", Duration.ofMinutes(1), ears);
        commands.scriptFlush();

        await().ignoreExceptions().until(() -> {
            link.beat();
            return now(link.touch("ann")).online();
        });

        assertThat(ears.heard).containsExactly("up", "down", "up");
    }
}
