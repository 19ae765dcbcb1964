package io.parley.sinks.cassandra;

import static io.parley.sinks.fixtures.Facts.T0;
import static io.parley.sinks.fixtures.Facts.at;
import static io.parley.sinks.fixtures.Facts.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.parley.avro.ChatChange;
import io.parley.avro.FactTopic;
import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import io.parley.avro.UserCommand;
import io.parley.keys.DataKey;
import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnavailableException;
import io.parley.sinks.common.UnknownKindException;
import io.parley.sinks.fixtures.Facts;
import io.parley.sinks.fixtures.Keys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactMappingTest {
    private static final String CHAT = "gTeam";

    @Test
    void a_message_is_a_row_in_its_bucket_and_the_head_of_its_chat() throws PoisonException {
        var said = Facts.said(Facts.message(CHAT, 7, T0), 3, T0);

        List<RowWrite> rows = writes(said);

        assertThat(rows)
                .containsExactly(
                        Upsert.into(Table.MESSAGES, CHAT, 0, id(CHAT, T0))
                                .set("chat_seq", 7L)
                                .set("version", 3)
                                .set("sender", "ann")
                                .set("msg_type", "text")
                                .set("content", "text 7")
                                .set("created_at", at(T0))
                                .at(T0),
                        Upsert.into(Table.WORDS, CHAT, 0, id(CHAT, T0))
                                .set("tokens", Set.of("text", "7"))
                                .at(T0),
                        Upsert.into(Table.CHAT_TALK, CHAT)
                                .set("messages_upto", T0)
                                .set("head_seq", 7L)
                                .set("head_id", id(CHAT, T0))
                                .at(T0));
    }

    @Test
    void all_that_a_message_can_carry_has_its_column() throws PoisonException {
        var message = Facts.message(CHAT, 7, T0)
                .setClientMsgId("c1")
                .setReplyTo(id(CHAT, T0 - 5).toString())
                .setMentions(List.of("bob"))
                .setFile(FileRef.newBuilder()
                        .setFileId("f1")
                        .setName("a.png")
                        .setSize(12)
                        .setContentType("image/png")
                        .setWidth(3)
                        .build())
                .setData("{\"a\":1}")
                .setKeyId("erased/0/k1")
                .setEvent(SystemEvent.newBuilder()
                        .setKind("renamed")
                        .setBy("ann")
                        .setUsers(List.of("bob"))
                        .setName("Team")
                        .build());

        Keys keys = new Keys();
        keys.erase("erased", at(T0));
        FactMapping mapping = new FactMapping(SinkContents.of(keys.ring(), keys::masters, true));

        Upsert row = upsert(Table.MESSAGES, mapping.writes(Facts.said(message, 3, T0)));

        assertThat(row.columns())
                .contains(
                        entry("client_msg_id", "c1"),
                        entry("reply_to", id(CHAT, T0 - 5)),
                        entry("mentions", List.of("bob")),
                        entry(
                                "file",
                                "{\"file_id\":\"f1\",\"name\":\"a.png\",\"size\":12,\"content_type\":\"image/png\",\"width\":3}"),
                        entry("data", "{\"a\":1}"),
                        entry("key_id", "erased/0/k1"),
                        entry("event_kind", "renamed"),
                        entry("event_by", "ann"),
                        entry("event_users", List.of("bob")),
                        entry("event_name", "Team"));
        assertThat(row.columns().values())
                .as("absent columns are unset, not null")
                .doesNotContainNull();
    }

    @Test
    void a_file_leads_to_the_messages_that_carry_it() throws PoisonException {
        FileRef file = FileRef.newBuilder()
                .setFileId("f1")
                .setName("a.png")
                .setSize(12)
                .setContentType("image/png")
                .build();

        List<RowWrite> rows = writes(Facts.said(Facts.message(CHAT, 5_001, T0).setFile(file), 1, T0));

        assertThat(rows)
                .contains(Upsert.into(Table.FILES, CHAT, "f1", id(CHAT, T0))
                        .set("bucket", 1)
                        .at(T0));
    }

    @Test
    void every_5000th_message_opens_a_bucket() throws PoisonException {
        assertThat(writes(Facts.said(Facts.message(CHAT, 5_000, T0), 1, T0)))
                .noneMatch(write -> write.table() == Table.BUCKETS);

        List<RowWrite> rows = writes(Facts.said(Facts.message(CHAT, 5_001, T0), 1, T0));

        assertThat(upsert(Table.MESSAGES, rows).key()).containsEntry("bucket", 1);
        assertThat(rows)
                .contains(Upsert.into(Table.BUCKETS, CHAT, id(CHAT, T0))
                        .set("bucket", 1)
                        .at(T0));
    }

    @Test
    void an_edit_replaces_what_may_have_changed_under_the_version_of_its_time() throws PoisonException {
        List<RowWrite> rows = writes(Facts.edited(CHAT, 7, T0, 9, T0 + 5, "better"));

        Upsert row = upsert(Table.MESSAGES, rows);
        assertThat(row.key()).isEqualTo(Map.of("chat_id", CHAT, "bucket", 0, "msg_id", id(CHAT, T0)));
        assertThat(row.stamp()).isEqualTo(T0 + 5);
        assertThat(row.columns())
                .containsExactly(
                        entry("version", 9),
                        entry("content", "better"),
                        nothing("mentions"),
                        entry("edited_at", at(T0 + 5)),
                        nothing("key_id"));
        assertThat(rows)
                .as("what it is found by")
                .contains(Upsert.into(Table.WORDS, CHAT, 0, id(CHAT, T0))
                        .set("tokens", Set.of("better"))
                        .at(T0 + 5));
        assertThat(upsert(Table.CHAT_TALK, rows).columns()).containsExactly(entry("messages_upto", T0 + 5));
    }

    @Test
    void a_deletion_takes_content_file_and_reactions_away() throws PoisonException {
        List<RowWrite> rows = writes(Facts.deleted(CHAT, 7, T0, 9, T0 + 5));

        assertThat(upsert(Table.MESSAGES, rows).columns())
                .containsExactly(
                        entry("version", 9), nothing("content"), nothing("file"), entry("deleted_at", at(T0 + 5)));
        assertThat(rows)
                .contains(
                        Delete.from(Table.REACTIONS, T0 + 5, CHAT, 0, id(CHAT, T0)),
                        Delete.from(Table.WORDS, T0 + 5, CHAT, 0, id(CHAT, T0)));
        assertThat(upsert(Table.CHAT_TALK, rows).columns()).containsExactly(entry("messages_upto", T0 + 5));
    }

    @Test
    void what_the_server_says_is_not_searched() throws PoisonException {
        var system = Facts.message(CHAT, 7, T0).setSender(null).setContent(null);

        assertThat(writes(Facts.said(system, 3, T0))).noneMatch(write -> write.table() == Table.WORDS);
    }

    @Test
    void a_block_is_a_row_of_who_blocks_that_comes_and_goes_and_no_other_change_touches_it() throws PoisonException {
        assertThat(writes(Facts.blocked("dPair", T0, "blocked", true)))
                .contains(Upsert.into(Table.BLOCKS, "ann", "bob")
                        .set("blocked_at", at(T0))
                        .at(T0));
        assertThat(writes(Facts.blocked("dPair", T0 + 1, "blocked", false)))
                .contains(Delete.from(Table.BLOCKS, T0 + 1, "ann", "bob"));
        assertThat(writes(Facts.blocked("dPair", T0 + 2, "muted", false)))
                .noneMatch(write -> write.table() == Table.BLOCKS);
        assertThat(writes(Facts.blocked("dPair", T0 + 3, "muted", true)))
                .as("all that is left of it in a compacted log")
                .anyMatch(write -> write.table() == Table.BLOCKS);
    }

    @Test
    void a_reaction_is_a_row_that_comes_and_goes() throws PoisonException {
        Object[] key = {CHAT, 0, id(CHAT, T0), "👍", "bob"};

        assertThat(writes(Facts.reacted(CHAT, 7, T0, T0 + 5, "bob", true)))
                .contains(Upsert.into(Table.REACTIONS, key)
                        .set("version", 1)
                        .set("reacted_at", at(T0 + 5))
                        .at(T0 + 5));
        assertThat(writes(Facts.reacted(CHAT, 7, T0, T0 + 6, "bob", false)))
                .contains(Delete.from(Table.REACTIONS, T0 + 6, key));
    }

    @Test
    void a_member_who_left_has_spans_and_no_role() throws PoisonException {
        var left = Facts.member(CHAT, 8, T0, "bob", null, Facts.span(T0 - 9, T0 - 7), Facts.span(T0 - 5, T0));

        Upsert row = upsert(Table.MEMBERS, writes(left));

        assertThat(row.key()).isEqualTo(Map.of("chat_id", CHAT, "user_id", "bob"));
        assertThat(row.columns())
                .contains(
                        nothing("role"),
                        entry("version", 8),
                        entry("spans", List.of(new MemberSpan(T0 - 9, T0 - 7), new MemberSpan(T0 - 5, T0))));
    }

    @Test
    void a_chat_is_reached_by_its_own_record_alone() throws PoisonException {
        assertThat(writes(Facts.chat(CHAT, 8, T0, 3)))
                .containsExactly(Upsert.into(Table.CHAT_STATE, CHAT)
                        .set("type", "group")
                        .set("name", "Team 8")
                        .set("created_at", at(T0))
                        .set("created_by", "ann")
                        .set("version", 8)
                        .set("members", 3)
                        .set("members_upto", T0)
                        .at(T0));
        assertThat(writes(Facts.member(CHAT, 8, T0, "bob", Role.ADMIN, Facts.span(T0, null))))
                .extracting(RowWrite::table)
                .containsExactly(Table.MEMBERS);
    }

    @Test
    void marks_are_a_row_of_the_user_and_the_chats_reach() throws PoisonException {
        assertThat(writes(Facts.mark(CHAT, T0 + 9, "bob", T0, null)))
                .containsExactly(
                        Upsert.into(Table.MARKS, CHAT, "bob")
                                .set("delivered", id(CHAT, T0))
                                .set("delivered_at", at(T0 + 9))
                                .at(T0 + 9),
                        Upsert.into(Table.CHAT_MARKS, CHAT)
                                .set("marks_upto", T0 + 9)
                                .at(T0 + 9));
    }

    @Test
    void what_users_were_told_is_a_row_each_and_their_position() throws PoisonException {
        String last = id(CHAT, T0).toString();
        var change = Facts.changed(
                CHAT,
                T0,
                FactTopic.MESSAGES,
                last,
                List.of(Facts.entry("ann", 40, 0, Role.OWNER, last), Facts.entry("bob", 7, 3, Role.MEMBER, null)));

        List<RowWrite> rows = writes(change);

        assertThat(rows).hasSize(4);
        assertThat(rows.get(2))
                .isEqualTo(Upsert.into(Table.CHATS_OF_USER, "bob", CHAT)
                        .set("role", "member")
                        .set("muted", false)
                        .set("unread", 3)
                        .set("mentions", 0)
                        .set("seq", 7L)
                        .set("created_at", at(T0))
                        .set("last_message", id(CHAT, T0))
                        .set("told_messages", T0)
                        .at(T0));
        assertThat(rows.get(3))
                .isEqualTo(Upsert.into(Table.POSITION_OF_USER, "bob")
                        .set("as_of", 7L)
                        .at(7));
        assertThat(((Upsert) rows.get(0)).columns()).contains(entry("read", id(CHAT, T0)));
    }

    @Test
    void of_what_sums_up_facts_the_newest_of_them_was_told() throws PoisonException {
        var change = Facts.changed(
                CHAT, T0 + 9, FactTopic.MARKS, null, List.of(Facts.entry("ann", 41, 0, Role.OWNER, null)));
        ((ChatChange) change.getChange()).setBehind(T0 + 3);

        Upsert row = upsert(Table.CHATS_OF_USER, writes(change));

        assertThat(row.columns()).contains(entry("told_marks", T0 + 3));
        assertThat(row.stamp()).isEqualTo(T0 + 9);
    }

    @Test
    void who_leaves_loses_role_and_read_mark() throws PoisonException {
        var change = Facts.changed(
                CHAT,
                T0,
                FactTopic.MEMBERS,
                null,
                List.of(Facts.entry("bob", 7, 0, null, id(CHAT, T0).toString())));

        Upsert row = upsert(Table.CHATS_OF_USER, writes(change));

        assertThat(row.columns()).contains(nothing("role"), nothing("read"), entry("told_members", T0));
    }

    @Test
    void sessions_are_known_and_in_no_table() throws PoisonException {
        assertThat(writes(Facts.connected("bob", T0))).isEmpty();
    }

    @Test
    void a_profile_is_the_whole_of_it() throws PoisonException {
        assertThat(writes(Facts.profile("bob", T0, "Bob", null)))
                .containsExactly(Upsert.into(Table.USERS, "bob")
                        .replace("name", "Bob")
                        .replace("avatar_url", null)
                        .set("upto", T0)
                        .at(T0));
    }

    @Test
    void a_value_that_no_column_holds_is_poison() {
        var badId = Facts.said(Facts.message(CHAT, 7, T0).setMsgId("m1"), 1, T0);
        var badSeq = Facts.said(Facts.message(CHAT, 0, T0), 1, T0);
        var noChat = Facts.said(Facts.message("", 7, T0), 1, T0);

        for (SpecificRecord fact : List.of(badId, badSeq, noChat)) {
            assertThatThrownBy(() -> writes(fact)).isInstanceOf(PoisonException.class);
        }
    }

    @Test
    void a_record_of_another_topic_stops_the_sink() {
        assertThatThrownBy(() -> writes(new UserCommand()))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("UserCommand");
    }

    private static List<RowWrite> writes(SpecificRecord fact) throws PoisonException {
        return new FactMapping(SinkContents.none()).writes(fact);
    }

    private static Upsert upsert(Table table, List<RowWrite> rows) {
        return rows.stream()
                .filter(Upsert.class::isInstance)
                .map(Upsert.class::cast)
                .filter(row -> row.table() == table)
                .findFirst()
                .orElseThrow();
    }

    private static Map.Entry<String, @Nullable Object> nothing(String column) {
        return entry(column, null);
    }

    @Test
    void what_is_encrypted_stays_so_and_is_found_by_its_words_until_its_key_is_destroyed() throws PoisonException {
        Keys keys = new Keys();
        DataKey key = keys.give("ann");
        FactMapping mapping = new FactMapping(SinkContents.of(keys.ring(), keys::masters, true));
        var said = Facts.said(Keys.seal(Facts.message(CHAT, 7, T0), key), 3, T0);
        String edit = Keys.seal(CHAT, "changed", key);
        MessageFact edited = Facts.edited(CHAT, 7, T0, 3, T0 + 1, edit);
        ((MessageEdited) edited.getFact()).setKeyId(key.id());

        assertThat(mapping.writes(said).toString())
                .contains(((Message) said.getFact()).getContent(), key.id())
                .doesNotContain("text 7");
        assertThat(tokens(mapping.writes(said))).isEqualTo(Set.of("text", "7"));
        assertThat(tokens(mapping.writes(edited))).isEqualTo(Set.of("changed"));

        keys.erase("ann", at(T0));
        assertThat(tokens(mapping.writes(said))).isNull();
        assertThat(tokens(mapping.writes(edited))).isNull();
    }

    @Test
    void without_keys_what_is_encrypted_stops_the_sink_and_with_them_one_that_is_to_come_is_waited_for() {
        Keys keys = new Keys();
        var said = Facts.said(Keys.seal(Facts.message(CHAT, 7, T0), keys.give("ann")), 3, T0);

        assertThatThrownBy(() -> new FactMapping(SinkContents.none()).writes(said))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("content.keys.file");
        Keys others = new Keys();
        assertThatThrownBy(() -> new FactMapping(SinkContents.of(others.ring(), others::masters, true, 0)).writes(said))
                .isInstanceOf(UnavailableException.class);
    }

    private static @Nullable Object tokens(List<RowWrite> rows) {
        return upsert(Table.WORDS, rows).columns().get("tokens");
    }
}
