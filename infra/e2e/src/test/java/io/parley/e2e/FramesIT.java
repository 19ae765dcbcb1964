package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.wire.Opcode;
import io.parley.client.wire.WireConnection;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: every malformed frame and every limit gets just the promised code, and the neighbour's message arrives. */
@Order(2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesIT {

    private static final String NOBODYS = "00000000-0000-1000-8000-000000000000";

    private final Cluster cluster = Cluster.withShards(1);
    private final Play play = new Play(cluster);
    private final Person ann = play.person("ann");
    private final Person bob = play.person("bob");
    private final Person cat = play.person("cat");
    private Device good = bob.device("good");
    private Device neighbour = ann.device("neighbour");
    private String chat = "";
    private String foreign = "";
    private String message = "";

    @BeforeAll
    void start() {
        good = bob.device("good").connect(0);
        neighbour = ann.device("neighbour").connect(0);
        chat = ann.direct(bob);
        foreign = cat.direct(play.person("dan"));
        message = good.expectAck(good.send(chat, "first")).path("msg_id").asText();
        neighbour.expectMessage("first");
    }

    @AfterAll
    void stop() {
        play.close();
    }

    static Stream<Arguments> notFrames() {
        return Stream.of(
                        "",
                        "   ",
                        "x",
                        "{",
                        "[]",
                        "1",
                        "null",
                        "\"text\"",
                        "{}",
                        "{'type':1}",
                        "{'type':null}",
                        "{'type':'nonsense'}",
                        "{'type':'hello'}",
                        "{'type':'ack'}",
                        "{'type':'ping'} trailing",
                        "{'type':'Ping'}",
                        "{'type':'ping','type':'ping'",
                        "{\\'type\\':1}")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("notFrames")
    void what_is_no_object_with_a_known_type_is_bad_frame(String text) {
        Device bad = fresh();

        bad.socket().text(text.replace('\'', '"'));

        assertThat(firstError(bad).path("code").asText()).isEqualTo("bad_frame");
        undisturbed(bad);
    }

    static Stream<Arguments> badRequests() {
        String send = "'type':'message','chat_id':'CHAT','client_msg_id':'x1'";
        return Stream.of(
                        "{'type':'message','client_msg_id':'x1','msg_type':'text','content':'no chat'}",
                        "{'type':'message','chat_id':1,'client_msg_id':'x1','content':'chat of a wrong type'}",
                        "{" + send + ",'msg_type':'text'}",
                        "{" + send + ",'msg_type':'text','content':''}",
                        "{" + send + ",'msg_type':'text','content':7}",
                        "{" + send + ",'msg_type':'text','content':null}",
                        "{" + send + ",'msg_type':'system','content':'I am the system'}",
                        "{" + send + ",'msg_type':'poem','content':'hi'}",
                        "{" + send + ",'msg_type':1,'content':'hi'}",
                        "{" + send + ",'content':'\\ud800 alone'}",
                        "{" + send + ",'content':'\\udc00 alone'}",
                        "{" + send + ",'content':'hi','mentions':'bob'}",
                        "{" + send + ",'content':'hi','mentions':[1]}",
                        "{" + send + ",'content':'hi','data':'text'}",
                        "{" + send + ",'content':'hi','data':[1]}",
                        "{" + send + ",'content':'hi','reply_to':5}",
                        "{'type':'message','chat_id':'CHAT','client_msg_id':'','content':'hi'}",
                        "{'type':'message','chat_id':'CHAT','client_msg_id':5,'content':'hi'}",
                        "{'type':'message','chat_id':'CHAT','client_msg_id':'" + "x".repeat(65) + "','content':'hi'}",
                        "{'type':'ping','ref':''}",
                        "{'type':'ping','ref':5}",
                        "{'type':'ping','ref':'" + "r".repeat(65) + "'}",
                        "{'type':'delivered','chat_id':'CHAT'}",
                        "{'type':'read','chat_id':'CHAT'}",
                        "{'type':'read','msg_id':'" + NOBODYS + "'}",
                        "{'type':'read','chat_id':'CHAT','msg_id':5}",
                        "{'type':'auth'}",
                        "{'type':'auth','token':5}",
                        "{'type':'active'}",
                        "{'type':'active','active':'yes'}")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void a_known_type_with_a_field_missing_of_a_wrong_type_or_not_allowed_is_bad_request(String template) {
        Device bad = fresh();

        bad.socket().text(template.replace('\'', '"').replace("CHAT", chat));

        assertThat(firstError(bad).path("code").asText()).as(template).isEqualTo("bad_request");
        undisturbed(bad);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("no_such_chat", "{'type':'message','chat_id':'nowhere','content':'hi'}"),
                Arguments.of("no_such_chat", "{'type':'message','chat_id':'not an id!','content':'hi'}"),
                Arguments.of("no_such_chat", "{'type':'message','chat_id':'FOREIGN','content':'hi'}"),
                Arguments.of("no_such_chat", "{'type':'read','chat_id':'FOREIGN','msg_id':'" + NOBODYS + "'}"),
                Arguments.of("no_such_chat", "{'type':'delivered','chat_id':'nowhere','msg_id':'" + NOBODYS + "'}"),
                Arguments.of("no_such_message", "{'type':'read','chat_id':'CHAT','msg_id':'" + NOBODYS + "'}"),
                Arguments.of("no_such_message", "{'type':'delivered','chat_id':'CHAT','msg_id':'not-an-id'}"),
                Arguments.of(
                        "no_such_message",
                        "{'type':'message','chat_id':'CHAT','content':'hi','reply_to':'" + NOBODYS + "'}"),
                Arguments.of(
                        "no_such_message", "{'type':'message','chat_id':'CHAT','content':'hi','reply_to':'not-an-id'}"),
                Arguments.of("too_large", "{'type':'message','chat_id':'CHAT','content':'" + "x".repeat(16_385) + "'}"),
                Arguments.of("too_large", "{'type':'message','chat_id':'CHAT','content':'" + "é".repeat(8_193) + "'}"),
                Arguments.of(
                        "too_large",
                        "{'type':'message','chat_id':'CHAT','content':'hi','data':{'a':'" + "x".repeat(4_096) + "'}}"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void what_cannot_be_done_is_told_by_its_code(String code, String template) {
        Device bad = fresh();

        bad.socket().text(template.replace('\'', '"').replace("CHAT", chat).replace("FOREIGN", foreign));

        assertThat(firstError(bad).path("code").asText()).isEqualTo(code);
        undisturbed(bad);
    }

    @Test
    void what_is_just_within_the_limits_is_taken() {
        Device device = fresh();
        String words = "é".repeat(8_192);
        String data = "{\"a\":\"" + "x".repeat(4_096 - 8) + "\"}";

        device.say(Json.object()
                .put("type", "message")
                .put("chat_id", chat)
                .put("content", words)
                .put("client_msg_id", "x".repeat(64))
                .put("ref", "r".repeat(64)));
        device.expectRef("r".repeat(64));
        device.say("{'type':'message','chat_id':'%s','content':'with data','ref':'d','data':%s}", chat, data);

        assertThat(device.expectRef("d").path("type").asText()).isEqualTo("ack");
        assertThat(neighbour.expectMessage(words).path("client_msg_id").asText())
                .hasSize(64);
        assertThat(neighbour.expectMessage("with data").path("data").toString()).isEqualTo(data);
    }

    @Test
    void every_answer_carries_the_ref_back() {
        Device device = fresh();

        device.say("{'type':'ping','ref':'a'}");
        device.say("{'type':'message','chat_id':'%s','content':'ref','client_msg_id':'ref-1','ref':'b'}", chat);
        device.say("{'type':'message','chat_id':'nowhere','content':'ref','client_msg_id':'ref-2','ref':'c'}");
        device.say("{'type':'nonsense','ref':'d'}");
        device.say("{'type':'auth','token':'%s','ref':'e'}", bob.token());

        assertThat(device.expectRef("a").path("type").asText()).isEqualTo("pong");
        assertThat(device.expectRef("b").path("type").asText()).isEqualTo("ack");
        JsonNode refused = device.expectRef("c");
        assertThat(refused.path("code").asText()).isEqualTo("no_such_chat");
        assertThat(refused.path("client_msg_id").asText()).isEqualTo("ref-2");
        assertThat(device.expectRef("d").path("code").asText()).isEqualTo("bad_frame");
        assertThat(device.expectRef("e").path("type").asText()).isEqualTo("authed");
    }

    @Test
    void unknown_fields_are_ignored() {
        Device device = fresh();

        device.say("{'type':'ping','ref':'a','colour':'blue','deep':{'er':[1]}}");

        assertThat(device.expectRef("a").path("type").asText()).isEqualTo("pong");
    }

    @Test
    void the_21st_bad_frame_closes_with_1008() {
        Device bad = fresh();

        for (int i = 0; i < 20; i++) {
            bad.socket().text("{\"type\":\"nonsense\",\"ref\":\"r" + i + "\"}");
        }
        bad.expectRef("r19");
        bad.settle();
        assertThat(bad.isOpen()).isTrue();
        bad.socket().text("nonsense");

        assertThat(bad.awaitClose()).hasValue(1008);
        undisturbed(good);
    }

    @Test
    void bad_requests_do_not_count_as_bad_frames() {
        Device device = fresh();

        for (int i = 0; i < 30; i++) {
            device.say("{'type':'read','chat_id':'%s','ref':'r%d'}", chat, i);
        }

        device.expectRef("r29");
        device.settle();
        assertThat(device.isOpen()).isTrue();
    }

    static Stream<Arguments> violations() {
        byte[] big = ("{\"type\":\"ping\",\"x\":\"" + "x".repeat(65_536) + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] latin = {'{', '"', (byte) 0xe9, '"', '}'};
        return Stream.of(
                violation("binary", 1003, wire -> wire.frame(Opcode.BINARY, true, new byte[] {1, 2, 3})),
                violation("not UTF-8", 1007, wire -> wire.frame(Opcode.TEXT, true, latin)),
                violation("not UTF-8 in its second piece", 1007, wire -> {
                    wire.frame(Opcode.TEXT, false, "{\"a\":".getBytes(StandardCharsets.UTF_8));
                    wire.frame(Opcode.CONTINUATION, true, latin);
                }),
                violation("over 64 KiB", 1009, wire -> wire.frame(Opcode.TEXT, true, big)),
                violation("over 64 KiB in pieces", 1009, wire -> {
                    wire.frame(Opcode.TEXT, false, new byte[40_000]);
                    wire.frame(Opcode.CONTINUATION, true, new byte[40_000]);
                }),
                violation("over 64 KiB in pieces without an end", 1009, wire -> {
                    wire.frame(Opcode.TEXT, false, "x".repeat(30_000).getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < 4; i++) {
                        wire.frame(
                                Opcode.CONTINUATION, false, "x".repeat(30_000).getBytes(StandardCharsets.UTF_8));
                    }
                }),
                violation("an unknown opcode", 1002, wire -> wire.frame(5, true, new byte[0])),
                violation(
                        "a continuation of nothing", 1002, wire -> wire.frame(Opcode.CONTINUATION, true, new byte[1])),
                violation(
                        "an unmasked frame",
                        1002,
                        wire -> wire.bytes(ByteBuffer.wrap(new byte[] {(byte) 0x81, 2, '{', '}'}))));
    }

    private static Arguments violation(String name, int code, Consumer<WireConnection> deed) {
        return Arguments.of(name, code, deed);
    }

    @ParameterizedTest(name = "{0} closes with {1}")
    @MethodSource("violations")
    void what_breaks_the_protocol_closes_with_its_code(String name, int code, Consumer<WireConnection> deed) {
        Device bad = fresh();

        deed.accept(bad.socket().wire());

        assertThat(bad.awaitClose()).as(name).hasValue(code);
        undisturbed(good);
    }

    @Test
    void a_message_in_pieces_within_the_limit_is_taken() {
        Device device = fresh();
        byte[] text = ("{\"type\":\"ping\",\"ref\":\"pieces\",\"x\":\"" + "é".repeat(20_000) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        WireConnection wire = device.socket().wire();

        wire.frame(Opcode.TEXT, false, java.util.Arrays.copyOfRange(text, 0, 101));
        wire.frame(Opcode.PING, true, new byte[0]);
        wire.frame(Opcode.CONTINUATION, false, java.util.Arrays.copyOfRange(text, 101, 102));
        wire.frame(Opcode.CONTINUATION, true, java.util.Arrays.copyOfRange(text, 102, text.length));

        assertThat(device.expectRef("pieces").path("type").asText()).isEqualTo("pong");
    }

    @Test
    void a_client_that_closes_is_answered() {
        Device device = fresh();

        device.socket().close();

        assertThat(device.awaitClose()).hasValue(1000);
    }

    @Test
    void a_receipt_for_a_message_that_was_read_has_no_answer() {
        Device device = fresh();

        device.say("{'type':'read','chat_id':'%s','msg_id':'%s','ref':'quiet'}", chat, message);
        device.settle();

        assertThat(device.frames())
                .noneMatch(frame -> frame.path("ref").asText().equals("quiet"));
    }

    private Device fresh() {
        return bob.device("bad-" + UUID.randomUUID().toString().substring(0, 8)).connect(0);
    }

    private static JsonNode firstError(Device device) {
        return device.expect("an error", frame -> Device.is(frame, "error"));
    }

    /** The offender's connection stays, and so does everybody else's talk. */
    private void undisturbed(Device device) {
        String words = play.unique("words");
        device.send(chat, words);
        neighbour.expectMessage(words);
    }
}
