package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.ChatCommand;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.RegisterDevice;
import io.parley.avro.SetBlocked;
import io.parley.avro.SetProfile;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.UserCommand;
import io.parley.edge.presence.Presence;
import io.parley.edge.protocol.PresenceStatus;
import io.parley.edge.store.UserRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserCallsTest extends RestTest {

    @SuppressWarnings("NullAway") // of no chat
    private static Done done(long stamp) {
        return new Done(null, false, FactTopic.MEMBERS, stamp);
    }

    @Test
    void users_come_in_the_order_asked_for_and_exist_by_being_named() {
        tables.users.put("bob", new UserRow("bob", "Bob", "https://pics.example/b.png", 1));

        Answer answer = get("/users?ids=zed,bob,ann,bob");

        assertThat(answer.json().toString())
                .isEqualTo("{\"users\":[{\"user\":\"zed\"},"
                        + "{\"user\":\"bob\",\"name\":\"Bob\",\"avatar_url\":\"https://pics.example/b.png\"},"
                        + "{\"user\":\"ann\",\"name\":\"Token ann\"}]}");
    }

    @Test
    void ones_own_profile_is_changed_and_seen_at_once_though_it_was_just_read() {
        tables.users.put("ann", new UserRow("ann", "Old", null, 1));
        get("/users?ids=ann");
        bus.answer = command -> {
            tables.users.put("ann", new UserRow("ann", "New", "https://a.example/x", 10));
            return done(10);
        };

        Answer answer = send("PUT", "/users/me", "{\"name\":\"New\",\"avatar_url\":\"https://a.example/x\"}");

        assertThat(((UserCommand) bus.commands.get(0)).getCommand())
                .isEqualTo(new SetProfile("New", "https://a.example/x"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("name").asText()).isEqualTo("New");
        assertThat(get("/users?ids=ann").json().toString()).contains("New");
    }

    @Test
    void a_profile_that_the_tables_do_not_show_in_time_is_503() {
        bus.answer = command -> done(10);

        assertProblem(send("PUT", "/users/me", "{\"name\":\"New\"}"), 503, "unavailable");
    }

    @Test
    void presence_is_what_the_caller_may_know() {
        hints.known.put("ann bob", new Presence(PresenceStatus.OFFLINE, Instant.ofEpochMilli(5)));
        hints.known.put("eve bob", Presence.UNKNOWN);

        assertThat(get("/users/bob/presence").json().toString())
                .isEqualTo("{\"user\":\"bob\",\"status\":\"offline\",\"last_seen\":\"1970-01-01T00:00:00.005Z\"}");
        caller = "eve";
        assertThat(get("/users/bob/presence").json().toString()).isEqualTo("{\"user\":\"bob\",\"status\":\"unknown\"}");
    }

    @Test
    void who_is_blocked_is_listed_with_their_profiles() {
        tables.blocks.put("ann", List.of("bob", "cat"));
        tables.users.put("bob", new UserRow("bob", "Bob", "https://a/b.png", 1));

        assertThat(get("/users/me/blocks").json().toString())
                .isEqualTo(
                        "{\"users\":[{\"user\":\"bob\",\"name\":\"Bob\",\"avatar_url\":\"https://a/b.png\"},{\"user\":\"cat\"}]}");
    }

    @Test
    void a_block_that_cannot_be_read_in_time_has_an_unknown_outcome() {
        bus.answer = command -> done(0);

        assertProblem(send("PUT", "/users/me/blocks/bob", ""), 503, "unavailable");
    }

    @Test
    void devices_and_blocks_are_commands_without_an_answer() {
        bus.answer = command -> {
            // As the sink shows it.
            if (command instanceof SetBlocked set) {
                tables.blocks.put("ann", set.getOn() ? List.of("bob") : List.of());
            }
            return done(0);
        };

        Answer put = send(
                "PUT",
                "/devices/phone",
                "{\"platform\":\"apns\",\"push_token\":\"t\",\"app_id\":\"app\",\"environment\":\"sandbox\"}");
        Answer delete = send("DELETE", "/devices/phone", "");
        Answer block = send("PUT", "/users/me/blocks/bob", "");
        Answer unblock = send("DELETE", "/users/me/blocks/bob", "");

        assertThat(new int[] {put.status(), delete.status(), block.status(), unblock.status()})
                .containsOnly(204);
        assertThat(((UserCommand) bus.commands.get(0)).getCommand())
                .isEqualTo(new RegisterDevice("phone", "apns", "t", "app", "sandbox"));
        assertThat(((UserCommand) bus.commands.get(1)).getCommand()).isEqualTo(new UnregisterDevice("phone", null));
        assertThat(((ChatCommand) bus.commands.get(2)).getCommand()).isEqualTo(new SetBlocked("bob", true));
        assertThat(((ChatCommand) bus.commands.get(3)).getCommand()).isEqualTo(new SetBlocked("bob", false));
    }
}
