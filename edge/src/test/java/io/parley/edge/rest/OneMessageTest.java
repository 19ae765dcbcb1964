package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.store.StoredMessage;
import io.parley.ids.TimeUuid;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that was acknowledged is found by its id, also while the tables are a moment behind. */
class OneMessageTest extends RestTest {
    private final long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

    @BeforeEach
    void a_team() {
        tables.chat("gteam", false, 0, "ann", "bob");
    }

    @Test
    void one_that_the_tables_do_not_have_yet_is_waited_for() {
        UUID id = TimeUuid.of(now, 0, "gteam");
        tables.onLook(1, () -> tables.say("gteam", "ann", now, 1, "just now"));

        Answer answer = get("/chats/gteam/messages/" + id);

        assertThat(answer.json().path("content").asText()).isEqualTo("just now");
    }

    @Test
    void its_receipts_are_too() {
        UUID id = TimeUuid.of(now, 0, "gteam");
        tables.onLook(1, () -> tables.say("gteam", "ann", now, 1, "just now"));

        assertThat(get("/chats/gteam/messages/" + id + "/receipts").status()).isEqualTo(200);
    }

    @Test
    void one_that_does_not_come_is_not_there() {
        assertProblem(get("/chats/gteam/messages/" + TimeUuid.of(now, 0, "gteam")), 404, "no_such_message");
    }

    @Test
    void for_an_old_one_nobody_waits() {
        StoredMessage said = tables.say("gteam", "ann", 2_000_000, 1, "long ago");

        assertProblem(get("/chats/gteam/messages/" + TimeUuid.of(1_000_000, 0, "gteam")), 404, "no_such_message");
        assertThat(get("/chats/gteam/messages/" + said.id()).status()).isEqualTo(200);
        assertThat(tables.looks.get()).isEqualTo(2);
    }
}
