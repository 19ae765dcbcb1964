package io.parley.e2e.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the log says that the tables must hold: the last change of each message, in the order of stamps. */
class ExpectedTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Message said = Message.newBuilder()
            .setMsgId("m")
            .setChatId("c")
            .setChatSeq(1)
            .setSender("ann")
            .setMsgType("text")
            .setContent("one")
            .setCreatedAt(NOON)
            .setMentions(List.of("bob"))
            .setKeyId("k1")
            .build();

    @Test
    void an_edit_takes_the_place_of_words_mentions_and_key() {
        List<MessageFact> facts = facts(said, edited("two", List.of(), null));

        assertThat(Expected.messages(facts).get("m"))
                .containsEntry("content", "two")
                .containsEntry("edited_at", NOON.toString())
                .doesNotContainKeys("mentions", "key_id");
    }

    @Test
    void a_delete_takes_the_words_and_all_reactions() {
        List<MessageFact> facts =
                facts(said, reacted("ann", true), new MessageDeleted("m", "c", 1L, "ann", NOON, "ann"));

        assertThat(Expected.messages(facts).get("m"))
                .containsEntry("deleted_at", NOON.toString())
                .doesNotContainKey("content");
        assertThat(Expected.reactions(facts)).isEmpty();
    }

    @Test
    void a_reaction_is_there_until_it_is_taken_back() {
        List<MessageFact> facts = facts(said, reacted("ann", true), reacted("bob", true), reacted("ann", false));

        assertThat(Expected.reactions(facts)).containsOnlyKeys("m/ok/bob");
    }

    @Test
    void the_stamps_say_what_came_last_and_not_the_place_in_the_log() {
        List<MessageFact> facts = facts(said, edited("two", List.of(), null), edited("three", List.of(), null));

        assertThat(Expected.messages(List.of(facts.get(2), facts.get(0), facts.get(1))))
                .hasEntrySatisfying("m", row -> assertThat(row).containsEntry("content", "three"));
    }

    @Test
    void a_block_is_there_until_it_is_undone() {
        List<MemberFact> both = List.of(blocked(1, "ann", true), blocked(2, "bob", true), blocked(3, "ann", false));

        assertThat(Expected.blocks(both)).containsOnlyKeys("bob/the other");
    }

    private static MemberFact blocked(long stamp, String user, boolean on) {
        return MemberFact.newBuilder()
                .setEventId("e" + stamp)
                .setKind("blocked")
                .setEventTime(NOON)
                .setStamp(stamp)
                .setChatId("c")
                .setVersion(1)
                .setFact(new MemberState(user, Role.MEMBER, NOON, List.of(), false, on, "the other"))
                .build();
    }

    @Test
    void a_table_that_shows_what_was_before_the_edit_differs() {
        Map<String, Row> log = Expected.messages(facts(said, edited("two", List.of("cat"), null)));
        Map<String, Row> old = Expected.messages(facts(said));
        List<String> found = new java.util.ArrayList<>();

        Stores.compare("messages", log, old, found);

        assertThat(found).singleElement().asString().contains("two", "cat", "bob");
    }

    private static MessageEdited edited(
            String content, List<String> mentions, @org.jspecify.annotations.Nullable String key) {
        return MessageEdited.newBuilder()
                .setMsgId("m")
                .setChatId("c")
                .setChatSeq(1)
                .setSender("ann")
                .setContent(content)
                .setMentions(mentions)
                .setEditedAt(NOON)
                .setBy("ann")
                .setKeyId(key)
                .build();
    }

    private static MessageReaction reacted(String user, boolean added) {
        return new MessageReaction("m", "c", 1L, "ok", added, user, 1);
    }

    private static List<MessageFact> facts(Object... what) {
        return IntStream.range(0, what.length)
                .mapToObj(i -> MessageFact.newBuilder()
                        .setEventId("e" + i)
                        .setKind("any")
                        .setEventTime(NOON)
                        .setStamp(i)
                        .setChatId("c")
                        .setVersion(1)
                        .setFact(what[i])
                        .build())
                .toList();
    }
}
