package io.parley.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.edge.EdgeSettings;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.protocol.PresenceStatus;
import io.parley.edge.store.FakeTables;
import io.parley.edge.store.RedisAddress;
import io.parley.edge.store.Tenure;
import io.parley.ids.ChatIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two edges' hints over one real Redis. */
class PresenceHubTest {
    private static final Map<String, String> QUICK = Map.of(
            PresenceSettings.REFRESH, "200",
            PresenceSettings.TTL, "1000",
            PresenceSettings.GRACE, "100");

    private final FakeTables tables = new FakeTables();
    private final List<PresenceHub> hubs = new ArrayList<>();
    private final Room first = new Room();
    private final Room second = new Room();
    private RedisAt redis;
    private PresenceHub one;
    private PresenceHub two;

    /** Who is connected to an edge, and what they are told by user. */
    private static final class Room implements Audience {
        private final Set<String> here = ConcurrentHashMap.newKeySet();
        private final List<String> typing = new CopyOnWriteArrayList<>();

        @Override
        public boolean isHere(String user) {
            return here.contains(user);
        }

        @Override
        public void tell(String user, String type, byte[] frame) {
            typing.add(user);
        }
    }

    @BeforeEach
    void start() throws IOException {
        redis = new RedisAt();
        one = hub(first);
        two = hub(second);
        tables.chat(ChatIds.direct("ann", "bob"), true, 1, "ann", "bob");
    }

    private PresenceHub hub(Room room) {
        PresenceSettings settings = new EdgeSettings(QUICK).presence();
        PresenceHub hub = PresenceHub.open(settings, RedisAddress.plain(redis.uri()), 10_000, tables, HintMetrics.NONE);
        hubs.add(hub);
        hub.start(room);
        await().until(hub::isUp);
        return hub;
    }

    @AfterEach
    void stop() throws Exception {
        for (PresenceHub hub : hubs) {
            hub.close();
        }
        redis.close();
    }

    private static void come(PresenceHub hub, Room room, String user) {
        room.here.add(user);
        hub.changed(user);
    }

    private static void go(PresenceHub hub, Room room, String user) {
        room.here.remove(user);
        hub.changed(user);
    }

    private static Listening watch(PresenceHub hub, String user, String... others) {
        Listening connection = new Listening(user);
        hub.watch(connection, List.of(others), code -> {
            throw new AssertionError(code);
        });
        return connection;
    }

    private PresenceStatus status(String caller, String user) {
        return one.of(caller, user).toCompletableFuture().join().status();
    }

    @Test
    void a_watcher_on_one_edge_sees_who_comes_to_and_goes_from_the_other() {
        Listening ann = watch(one, "ann", "bob");
        await().until(() -> ann.told().equals(List.of("bob offline")));

        come(two, second, "bob");
        await().until(() -> ann.told().equals(List.of("bob offline", "bob online")));
        assertThat(status("ann", "bob")).isEqualTo(PresenceStatus.ONLINE);

        go(two, second, "bob");
        await().until(() -> ann.told().size() == 3);
        assertThat(ann.told()).endsWith("bob offline");
    }

    @Test
    void a_user_stays_online_while_the_word_is_refreshed_and_moves_between_edges_unseen() {
        come(two, second, "bob");
        await().until(() -> status("ann", "bob") == PresenceStatus.ONLINE);
        Listening ann = watch(one, "ann", "bob");
        long ttlOver = System.nanoTime() + 1_500_000_000L;

        await().until(() -> System.nanoTime() > ttlOver);
        go(two, second, "bob");
        come(one, first, "bob");
        await().until(() -> one.usersHere() == 1 && two.usersHere() == 0);
        come(two, second, "zoe");
        Listening zoe = watch(one, "zoe", "zoe");
        await().until(() -> zoe.told().contains("zoe online"));

        assertThat(ann.told()).containsExactly("bob online");
    }

    @Test
    void redis_gone_is_unknown_and_everything_is_right_again_when_it_is_back_empty() throws IOException {
        come(two, second, "bob");
        Listening ann = watch(one, "ann", "bob");
        await().until(() -> ann.told().contains("bob online"));
        ann.take();

        redis.stop();
        await().until(() -> ann.told().equals(List.of("bob unknown")));
        assertThat(status("ann", "bob")).isEqualTo(PresenceStatus.UNKNOWN);
        one.typing(ann, ChatIds.direct("ann", "bob"), code -> ann.tell("error", new byte[0]));
        Listening late = watch(one, "ann", "bob");
        await().until(() -> late.told().equals(List.of("bob unknown")));

        redis.start();
        await().until(() -> ann.told().get(ann.told().size() - 1).equals("bob online"));
        await().until(() -> late.told().get(late.told().size() - 1).equals("bob online"));
        assertThat(second.typing).isEmpty();
    }

    @Test
    void an_edge_that_stops_in_good_order_lets_its_users_go_at_once() throws Exception {
        come(two, second, "bob");
        await().until(() -> status("ann", "bob") == PresenceStatus.ONLINE);

        two.close();
        hubs.remove(two);

        assertThat(status("ann", "bob")).isEqualTo(PresenceStatus.OFFLINE);
    }

    @Test
    void strangers_are_unknown_until_they_share_a_chat_and_again_when_they_do_not_any_more() {
        come(two, second, "eve");
        come(one, first, "ann");
        Listening ann = watch(one, "ann", "eve");
        await().until(() -> ann.told().equals(List.of("eve unknown")));
        assertThat(status("ann", "eve")).isEqualTo(PresenceStatus.UNKNOWN);

        String team = ChatIds.group("ann", "team");
        tables.chat(team, false, 1, "ann", "eve");
        one.membersChanged(new Hints.MembersChange(team, List.of("ann"), true, List.of("ann")));
        await().until(() -> ann.told().equals(List.of("eve unknown", "eve online")));

        tables.member(team, "eve", null, new Tenure(1, 2));
        one.membersChanged(new Hints.MembersChange(team, List.of("eve"), false, List.of("ann")));
        await().until(() -> ann.told().size() == 3);
        assertThat(ann.told()).endsWith("eve unknown");
    }

    @Test
    void while_the_tables_cannot_say_who_shares_a_chat_everybody_is_unknown() {
        come(two, second, "bob");
        await().until(() -> status("ann", "bob") == PresenceStatus.ONLINE);
        tables.breakDown();

        Listening ann = watch(one, "ann", "bob");

        await().until(() -> ann.told().equals(List.of("bob unknown")));
        assertThat(status("ann", "bob")).isEqualTo(PresenceStatus.UNKNOWN);
        tables.repair();

        await().until(() -> ann.told().equals(List.of("bob unknown", "bob online")));
    }

    @Test
    void a_first_chat_that_the_tables_show_late_is_found_without_another_word() {
        come(two, second, "eve");
        Listening zoe = watch(one, "zoe", "eve");
        await().until(() -> zoe.told().equals(List.of("eve unknown")));

        tables.chat(ChatIds.direct("zoe", "eve"), true, 1, "zoe", "eve");

        await().until(() -> zoe.told().equals(List.of("eve unknown", "eve online")));
    }

    @Test
    void tables_that_fail_later_take_nothing_away() {
        come(two, second, "bob");
        come(one, first, "ann");
        Listening ann = watch(one, "ann", "bob");
        await().until(() -> ann.told().contains("bob online"));
        ann.take();

        tables.breakDown();
        int asked = tables.membershipQueries.get();
        one.membersChanged(new Hints.MembersChange("gTeam", List.of("ann"), true, List.of("ann")));
        await().until(() -> tables.membershipQueries.get() > asked);
        go(two, second, "bob");

        await().until(() -> ann.told().equals(List.of("bob offline")));
    }

    @Test
    void who_has_ended_watches_nobody() {
        Listening ann = watch(one, "ann", "bob");
        await().until(() -> one.watchedUsers() == 1);

        ann.open = false;
        one.ended(ann);

        await().until(() -> one.watchedUsers() == 0 && one.watchingConnections() == 0);
    }

    @Test
    void typing_reaches_the_members_on_the_other_edge_and_nobody_else() {
        come(one, first, "ann");
        come(two, second, "bob");
        come(two, second, "eve");
        await().until(() -> status("ann", "bob") == PresenceStatus.ONLINE && two.usersHere() == 2);

        one.typing(new Listening("ann"), ChatIds.direct("ann", "bob"), code -> {
            throw new AssertionError(code);
        });
        await().until(() -> second.typing.equals(List.of("bob")));
        List<ErrorCode> refused = new CopyOnWriteArrayList<>();
        one.typing(new Listening("eve"), ChatIds.direct("ann", "bob"), refused::add);

        await().until(() -> refused.equals(List.of(ErrorCode.NO_SUCH_CHAT)));
        assertThat(first.typing).isEmpty();
        assertThat(second.typing).containsExactly("bob");
    }

    @Test
    void without_a_redis_everybody_is_unknown() throws Exception {
        PresenceSettings settings = new EdgeSettings(QUICK).presence();
        try (PresenceHub alone = PresenceHub.open(settings, RedisAddress.plain(""), 10, tables, HintMetrics.NONE)) {
            alone.start(first);
            come(alone, first, "bob");

            Listening ann = watch(alone, "ann", "bob");

            await().until(() -> ann.told().equals(List.of("bob unknown")));
            alone.typing(ann, ChatIds.direct("ann", "bob"), code -> ann.tell("typing", new byte[0]));
            assertThat(ann.told()).hasSize(1);
        }
    }
}
