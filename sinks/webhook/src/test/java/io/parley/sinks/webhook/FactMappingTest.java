package io.parley.sinks.webhook;

import static io.parley.sinks.fixtures.Facts.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.SystemEvent;
import io.parley.keys.DataKey;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.UnknownKindException;
import io.parley.sinks.fixtures.Facts;
import io.parley.sinks.fixtures.Keys;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FactMappingTest {
    private static final String M1 = Facts.id("c1", T0).toString();

    private final FactMapping all = new FactMapping(Set.of(), Set.of(), SinkContents.none());

    private static Delivery one(FactMapping mapping, SpecificRecord fact) throws PoisonException {
        List<Delivery> deliveries = mapping.writes(fact, Samples.record(0, 1));
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private String body(SpecificRecord fact) throws PoisonException {
        return new String(one(all, fact).body(), StandardCharsets.UTF_8);
    }

    private static String words(String json) {
        return json.replace('\'', '"').replace("M1", M1);
    }

    private static Message.Builder system(SystemEvent.Builder event) {
        return Facts.message("c1", 1, T0)
                .setSender(null)
                .setMsgType("system")
                .setContent(null)
                .setEvent(event.build());
    }

    private static SystemEvent.Builder event(String kind) {
        return SystemEvent.newBuilder().setKind(kind).setBy("ann").setUsers(List.of());
    }

    @Test
    void a_message_is_told_as_its_frame_tells_it() throws Exception {
        assertThat(body(Facts.said("c1", 1, T0)))
                .isEqualTo(words("{'type':'message.created','timestamp':'2026-11-24T10:00:00.000Z','data':{"
                        + "'msg_id':'M1','chat_id':'c1','chat_seq':1,'sender':'ann','msg_type':'text',"
                        + "'content':'text 1','created_at':'2026-11-24T10:00:00.000Z'}}"));
    }

    @Test
    void with_all_that_a_message_can_have() throws Exception {
        FileRef file = FileRef.newBuilder()
                .setFileId("f1")
                .setName("a.png")
                .setSize(7)
                .setContentType("image/png")
                .setWidth(2)
                .setHeight(3)
                .build();
        Message.Builder message = Facts.message("c1", 1, T0)
                .setMsgType("image")
                .setContent("")
                .setClientMsgId("x")
                .setReplyTo("m0")
                .setMentions(List.of("bob"))
                .setFile(file)
                .setData("{\"n\":1.10,\"e\":{}}");

        assertThat(body(Facts.said(message, 1, T0)))
                .endsWith(words("'msg_type':'image','created_at':'2026-11-24T10:00:00.000Z','client_msg_id':'x',"
                        + "'reply_to':'m0','mentions':['bob'],'file':{'file_id':'f1','name':'a.png','size':7,"
                        + "'content_type':'image/png','width':2,'height':3},'data':{'n':1.10,'e':{}}}}"));
    }

    @Test
    void an_edit_a_deletion_and_reactions() throws Exception {
        assertThat(body(Facts.edited("c1", 1, T0, 1, T0 + 1_000, "better", "bob")))
                .isEqualTo(words("{'type':'message.edited','timestamp':'2026-11-24T10:00:00.001Z','data':{"
                        + "'chat_id':'c1','msg_id':'M1','chat_seq':1,'content':'better','mentions':['bob'],"
                        + "'edited_at':'2026-11-24T10:00:00.001Z','by':'ann'}}"));
        assertThat(body(Facts.deleted("c1", 1, T0, 1, T0 + 2_000)))
                .isEqualTo(
                        words(
                                "{'type':'message.deleted','timestamp':'2026-11-24T10:00:00.002Z','data':{"
                                        + "'chat_id':'c1','msg_id':'M1','chat_seq':1,'deleted_at':'2026-11-24T10:00:00.002Z','by':'ann'}}"));
        assertThat(body(Facts.reacted("c1", 1, T0, T0 + 3_000, "bob", true)))
                .isEqualTo(
                        words(
                                "{'type':'reaction.added','timestamp':'2026-11-24T10:00:00.003Z','data':{"
                                        + "'chat_id':'c1','msg_id':'M1','chat_seq':1,'emoji':'👍','op':'add','user':'bob','count':1}}"));
        assertThat(body(Facts.reacted("c1", 1, T0, T0 + 3_000, "bob", false)))
                .contains(words("'type':'reaction.removed'"), words("'op':'remove'"), words("'count':0"));
    }

    @Test
    void what_happened_to_the_chat_itself_has_a_type_of_its_own() throws Exception {
        assertThat(body(Facts.said(system(event("members_added").setUsers(List.of("cid"))), 2, T0)))
                .isEqualTo(words("{'type':'chat.members_added','timestamp':'2026-11-24T10:00:00.000Z','data':{"
                        + "'msg_id':'M1','chat_id':'c1','chat_seq':1,'msg_type':'system',"
                        + "'created_at':'2026-11-24T10:00:00.000Z',"
                        + "'event':{'kind':'members_added','by':'ann','users':['cid']}}}"));
        for (String kind : List.of("created", "renamed", "members_removed", "role_changed")) {
            assertThat(body(Facts.said(system(event(kind).setName("Team")), 2, T0)))
                    .startsWith(words("{'type':'chat." + kind + "',"));
        }
    }

    @Test
    void the_published_types_are_those_that_there_are() throws Exception {
        try (InputStream document = Message.class.getResourceAsStream("/api/openapi.yaml")) {
            String text = new String(document.readAllBytes(), StandardCharsets.UTF_8);
            String list = text.substring(text.indexOf("    WebhookEvent:"));
            List<String> published = Pattern.compile("^ {12}- (\\S+)$", Pattern.MULTILINE)
                    .matcher(list.substring(0, list.indexOf("timestamp: {")))
                    .results()
                    .map(line -> line.group(1))
                    .toList();

            assertThat(published).isEqualTo(EventType.words());
        }
    }

    @Test
    void an_event_has_one_id_for_ever_and_no_other_has_it() throws Exception {
        Delivery first = one(all, Facts.said("c1", 1, T0));

        assertThat(one(all, Facts.said("c1", 1, T0)).id())
                .isEqualTo(first.id())
                .isEqualTo("evt_" + M1)
                .doesNotContain(".");
        assertThat(one(all, Facts.said("c2", 1, T0)).id()).isNotEqualTo(first.id());
        assertThat(one(all, Facts.edited("c1", 1, T0, 1, T0 + 1, "x")).id()).isNotEqualTo(first.id());
        assertThat(first.chat()).isEqualTo("c1");
    }

    @Test
    void only_what_is_wanted_is_sent() throws Exception {
        FactMapping edits = new FactMapping(Set.of("message.edited"), Set.of(), SinkContents.none());
        FactMapping ofOne = new FactMapping(Set.of(), Set.of("c1"), SinkContents.none());

        assertThat(edits.writes(Facts.said("c1", 1, T0), Samples.record(0, 1))).isEmpty();
        assertThat(one(edits, Facts.edited("c1", 1, T0, 1, T0 + 1, "x")).chat()).isEqualTo("c1");
        assertThat(ofOne.writes(Facts.said("c2", 1, T0), Samples.record(0, 1))).isEmpty();
        assertThat(one(ofOne, Facts.said("c1", 1, T0)).chat()).isEqualTo("c1");
    }

    @Test
    void a_kind_that_is_not_known_stops_the_sink_also_when_only_others_are_wanted() {
        FactMapping edits = new FactMapping(Set.of("message.edited"), Set.of(), SinkContents.none());
        MessageFact fact = Facts.said(system(event("archived")), 2, T0);

        assertThatThrownBy(() -> edits.writes(fact, Samples.record(0, 1)))
                .isInstanceOf(UnknownKindException.class)
                .hasMessage("webhooks do not know events of kind archived");
    }

    @Test
    void an_event_that_could_not_be_told_from_others_is_poison() {
        MessageFact fact = Facts.said("c1", 1, T0);
        fact.setEventId("1.2");

        assertThatThrownBy(() -> all.writes(fact, Samples.record(0, 1))).isInstanceOf(PoisonException.class);
    }

    @Test
    void a_line_in_the_log_holds_nothing_of_what_was_said() throws Exception {
        assertThat(one(all, Facts.said("c1", 1, T0))).hasToString("id=evt_" + M1 + " chat=c1");
    }

    @Test
    void what_is_encrypted_is_told_in_plain_and_as_deleted_once_its_key_is_destroyed() throws Exception {
        Keys keys = new Keys();
        DataKey key = keys.give("ann");
        FactMapping mapping = new FactMapping(Set.of(), Set.of(), SinkContents.of(keys.ring(), keys::masters, true));

        assertThat(told(mapping, sealed(key)))
                .isEqualTo(body(Facts.said(Facts.message("c1", 1, T0).setData("{}"), 1, T0)));
        assertThat(told(mapping, edited(key))).contains("message.edited", "\"content\":\"better\"");

        keys.erase("ann", Facts.at(T0));
        assertThat(told(mapping, sealed(key)))
                .contains("message.created", "\"deleted_at\":\"2026-11-24T10:00:00.000Z\"")
                .doesNotContain("content\"", "data\":{}");
        assertThat(told(mapping, edited(key))).contains("message.deleted").doesNotContain("content");
    }

    private static String told(FactMapping mapping, SpecificRecord fact) throws PoisonException {
        return new String(one(mapping, fact).body(), StandardCharsets.UTF_8);
    }

    private static MessageFact sealed(DataKey key) {
        return Facts.said(Keys.seal(Facts.message("c1", 1, T0).setData("{}"), key), 1, T0);
    }

    private static MessageFact edited(DataKey key) {
        MessageFact fact = Facts.edited("c1", 1, T0, 1, T0 + 1, Keys.seal("c1", "better", key));
        ((MessageEdited) fact.getFact()).setKeyId(key.id());
        return fact;
    }
}
