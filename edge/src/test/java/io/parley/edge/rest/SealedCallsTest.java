package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.ChatCommand;
import io.parley.avro.SendMessage;
import io.parley.edge.store.Reached;
import io.parley.edge.store.ReactionRow;
import io.parley.edge.store.StoredMessage;
import io.parley.keys.DataKey;
import io.parley.keys.DataKey.Field;
import io.parley.keys.MasterKeys.Wrapped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What REST makes of encrypted words. */
class SealedCallsTest extends RestTest {
    private static final Reached ALL = new Reached(9_000_000, 9_000_000, 9_000_000);
    private static final Instant ERASED = Instant.parse("2026-11-28T12:00:00Z");

    private Wrapped bobs = new Wrapped("", "");

    @BeforeEach
    void a_chat() {
        bobs = keys.give("bob");
        tables.chat("gteam", false, 9_000_000, "ann", "bob");
        tables.userChat("ann", "gteam", true, null, ALL);
    }

    /** Bob says it; the tables hold what the log holds, and the words that it is found by. */
    private StoredMessage say(long stamp, String content) {
        StoredMessage said = tables.say("gteam", "bob", stamp, 1, content);
        DataKey key = Objects.requireNonNull(keys.masters()).unwrap(bobs);
        tables.index(said);
        said.message().setContent(key.seal("gteam", Field.CONTENT, content));
        said.message().setKeyId(key.id());
        return said;
    }

    @Test
    void what_is_sent_goes_to_the_log_sealed() {
        Wrapped anns = keys.give("ann");

        send("POST", "/chats/gteam/messages", "{\"content\":\"hello\",\"client_msg_id\":\"1\"}");

        SendMessage sent = (SendMessage) ((ChatCommand) bus.commands.get(0)).getCommand();
        assertThat(sent.getKeyId()).isEqualTo(anns.id());
        DataKey key = Objects.requireNonNull(keys.masters()).unwrap(anns);
        assertThat(key.open("gteam", Field.CONTENT, sent.getContent())).isEqualTo("hello");
    }

    @Test
    void history_shows_words_old_plain_ones_too() {
        tables.say("gteam", "bob", 1_000_000, 1, "plain");
        say(2_000_000, "sealed");

        JsonNode messages = get("/chats/gteam/messages").json().get("messages");

        assertThat(messages.findValuesAsText("content")).containsExactly("sealed", "plain");
        assertThat(messages.toString()).doesNotContain("key_id", bobs.id());
    }

    @Test
    void without_its_key_a_message_is_shown_as_deleted_and_no_reaction_to_it() {
        StoredMessage said = say(2_000_000, "sealed");
        tables.reactions.put("gteam", List.of(new ReactionRow(said.id(), "!", "ann", 1, ERASED)));
        keys.erase("bob", ERASED);

        JsonNode message = get("/chats/gteam/messages").json().get("messages").get(0);

        assertThat(message.get("deleted_at").asText()).isEqualTo("2026-11-28T12:00:00.000Z");
        assertThat(message.has("content")).isFalse();
        assertThat(message.has("reactions")).isFalse();
        assertThat(message.get("sender").asText()).isEqualTo("bob");
    }

    @Test
    void search_looks_through_what_is_opened_and_finds_nothing_of_who_was_erased() {
        say(2_000_000, "lunch at noon");
        assertThat(get("/search?q=lunch").json().get("results")).hasSize(1);

        say(3_000_000, "lunch at one");
        keys.erase("bob", ERASED);
        assertThat(get("/search?q=one").json().get("results")).isEmpty();
    }

    @Test
    void a_key_that_was_not_heard_of_is_a_503_and_never_an_empty_message() {
        StoredMessage said = say(2_000_000, "sealed");
        said.message().setKeyId("bob/0/another");

        assertProblem(get("/chats/gteam/messages"), 503, "unavailable");
    }
}
