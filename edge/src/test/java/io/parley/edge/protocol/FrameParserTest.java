package io.parley.edge.protocol;

import static io.parley.edge.protocol.Frames.MSG;
import static io.parley.edge.protocol.Frames.parse;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.protocol.Parsed.Accepted;
import io.parley.edge.protocol.Parsed.Rejection;
import io.parley.edge.protocol.Parsed.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a frame, what is a wrong one, and with which code it is refused. */
class FrameParserTest {
    private static final String TEXT = "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\"";

    private static ClientFrame accepted(String json) {
        assertThat(parse(json)).isInstanceOf(Accepted.class);
        return ((Accepted) parse(json)).frame();
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(
                        "{\"type\":\"message\",\"chat_id\":\"c1\",\"msg_type\":\"image\",\"file_id\":\"f9\"}",
                        new ClientFrame.Message("c1", "image", null, null, null, List.of(), null, "f9")),
                Arguments.of(
                        TEXT + "}", new ClientFrame.Message("c1", "text", "hi", null, null, List.of(), null, null)),
                Arguments.of(
                        "{\"content\":\"hi\",\"client_msg_id\":\"x\",\"reply_to\":\"" + MSG.toUpperCase()
                                + "\",\"mentions\":[\"u2\",\"not valid\",\"u2\"],\"data\":{ \"b\" : [ 1.0e2 , null ] },"
                                + "\"unknown\":{\"deep\":[1]},\"msg_type\":\"text\",\"chat_id\":\"c1\",\"type\":\"message\"}",
                        new ClientFrame.Message(
                                "c1", "text", "hi", "x", MSG, List.of("u2"), "{\"b\":[1.0e2,null]}", null)),
                Arguments.of(
                        "{\"type\":\"edit\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\",\"content\":\"new\"}",
                        new ClientFrame.Edit("c1", MSG, "new", null, null)),
                Arguments.of(
                        "{\"type\":\"edit\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG
                                + "\",\"content\":\"new\",\"mentions\":[]}",
                        new ClientFrame.Edit("c1", MSG, "new", List.of(), null)),
                Arguments.of(
                        "{\"type\":\"delete\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\",\"client_msg_id\":null}",
                        new ClientFrame.Delete("c1", MSG, null)),
                Arguments.of(
                        "{\"type\":\"react\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG
                                + "\",\"emoji\":\"\ud83d\udc4d\",\"op\":\"remove\",\"client_msg_id\":\"x\"}",
                        new ClientFrame.React("c1", MSG, "\ud83d\udc4d", false, "x")),
                Arguments.of(
                        "{\"type\":\"delivered\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\"}",
                        new ClientFrame.Receipt("c1", MSG, false)),
                Arguments.of(
                        "{\"type\":\"read\",\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\"}",
                        new ClientFrame.Receipt("c1", MSG, true)),
                Arguments.of("{\"type\":\"typing\",\"chat_id\":\"c1\"}", new ClientFrame.Typing("c1")),
                Arguments.of(
                        "{\"type\":\"presence\",\"users\":[\"u2\",\"u3\"]}",
                        new ClientFrame.Presence(List.of("u2", "u3"))),
                Arguments.of("{\"type\":\"active\",\"active\":false}", new ClientFrame.Active(false)),
                Arguments.of("{\"type\":\"auth\",\"token\":\"t\"}", new ClientFrame.Auth("t")),
                Arguments.of("{\"type\":\"ping\"}", new ClientFrame.Ping()));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void every_kind_of_frame_is_read(String json, ClientFrame frame) {
        assertThat(accepted(json)).isEqualTo(frame);
    }

    static Stream<Arguments> wrong() {
        String msg = "\"chat_id\":\"c1\",\"msg_id\":\"" + MSG + "\"";
        String longId = "x".repeat(65);
        return Stream.of(
                Arguments.of("bad_frame", ""),
                Arguments.of("bad_frame", "no json"),
                Arguments.of("bad_frame", "[]"),
                Arguments.of("bad_frame", "\"ping\""),
                Arguments.of("bad_frame", "{\"type\":\"ping\"} {}"),
                Arguments.of("bad_frame", "{\"type\":\"ping\""),
                Arguments.of("bad_frame", "{}"),
                Arguments.of("bad_frame", "{\"type\":5}"),
                Arguments.of("bad_frame", "{\"type\":\"pong\"}"),
                Arguments.of("bad_request", "{\"type\":\"ping\",\"ref\":\"\"}"),
                Arguments.of("bad_request", "{\"type\":\"ping\",\"ref\":\"" + longId + "\"}"),
                Arguments.of("bad_request", "{\"type\":\"ping\",\"ref\":7}"),
                Arguments.of("bad_request", "{\"type\":\"ping\",\"ref\":\"\\ud83d\"}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"content\":\"hi\"}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"chat_id\":5,\"content\":\"hi\"}"),
                Arguments.of("no_such_chat", "{\"type\":\"message\",\"chat_id\":\"c 1\",\"content\":\"hi\"}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"chat_id\":\"c1\"}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"\"}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":[\"hi\"]}"),
                Arguments.of("bad_request", "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"\\udc4dx\"}"),
                Arguments.of(
                        "too_large",
                        "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"" + "x".repeat(16_385) + "\"}"),
                Arguments.of(
                        "too_large",
                        "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"" + "\u00e9".repeat(8_193) + "\"}"),
                Arguments.of("bad_request", TEXT + ",\"msg_type\":\"system\"}"),
                Arguments.of("bad_request", TEXT + ",\"msg_type\":1}"),
                Arguments.of("bad_request", TEXT + ",\"file_id\":\"f9\"}"),
                Arguments.of("bad_request", TEXT + ",\"msg_type\":\"image\"}"),
                Arguments.of("bad_request", TEXT + ",\"msg_type\":\"image\",\"file_id\":9}"),
                Arguments.of("bad_request", TEXT + ",\"client_msg_id\":\"\"}"),
                Arguments.of("bad_request", TEXT + ",\"client_msg_id\":\"" + longId + "\"}"),
                Arguments.of("no_such_message", TEXT + ",\"reply_to\":\"m1\"}"),
                Arguments.of("no_such_message", TEXT + ",\"reply_to\":\"\"}"),
                Arguments.of("no_such_message", TEXT + ",\"reply_to\":\"7b0f3c52-8a0c-4c5e-9a53-0f6a3b1d2c3d\"}"),
                Arguments.of("bad_request", TEXT + ",\"mentions\":\"u2\"}"),
                Arguments.of("bad_request", TEXT + ",\"mentions\":[7]}"),
                Arguments.of("bad_request", TEXT + ",\"mentions\":[\"\\ud83d\"]}"),
                Arguments.of("bad_request", TEXT + ",\"data\":[]}"),
                Arguments.of("bad_request", TEXT + ",\"data\":\"{}\"}"),
                Arguments.of("bad_request", TEXT + ",\"data\":{\"\\ud83d\":1}}"),
                Arguments.of("too_large", TEXT + ",\"data\":{\"a\":\"" + "x".repeat(4_089) + "\"}}"),
                Arguments.of("bad_request", "{\"type\":\"edit\"," + msg + "}"),
                Arguments.of("bad_request", "{\"type\":\"edit\"," + msg + ",\"content\":\"\"}"),
                Arguments.of("no_such_message", "{\"type\":\"delete\",\"chat_id\":\"c1\",\"msg_id\":\"m1\"}"),
                Arguments.of("bad_request", "{\"type\":\"delete\",\"chat_id\":\"c1\"}"),
                Arguments.of("bad_request", "{\"type\":\"react\"," + msg + ",\"emoji\":\"x\"}"),
                Arguments.of("bad_request", "{\"type\":\"react\"," + msg + ",\"emoji\":\"x\",\"op\":\"toggle\"}"),
                Arguments.of("bad_request", "{\"type\":\"react\"," + msg + ",\"emoji\":\"\",\"op\":\"add\"}"),
                Arguments.of(
                        "bad_request", "{\"type\":\"react\"," + msg + ",\"emoji\":\"" + longId + "\",\"op\":\"add\"}"),
                Arguments.of("no_such_message", "{\"type\":\"read\",\"chat_id\":\"c1\",\"msg_id\":\"m1\"}"),
                Arguments.of("bad_request", "{\"type\":\"typing\"}"),
                Arguments.of("bad_request", "{\"type\":\"presence\"}"),
                Arguments.of("bad_request", "{\"type\":\"presence\",\"users\":[\"a b\"]}"),
                Arguments.of("too_large", "{\"type\":\"presence\",\"users\":[" + users(1_001) + "]}"),
                Arguments.of("bad_request", "{\"type\":\"active\",\"active\":\"false\"}"),
                Arguments.of("bad_request", "{\"type\":\"auth\"}"));
    }

    private static String users(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "\"u" + i + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_refused_with_its_code(String code, String json) {
        assertThat(parse(json)).isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(
                        rejection.code().wire())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"content,16384", "client_msg_id,64", "ref,64"})
    void a_string_of_exactly_its_limit_passes(String field, int length) {
        String json = "{\"type\":\"message\",\"chat_id\":\"c1\",\"content\":\"hi\",\"" + field + "\":\""
                + "x".repeat(length) + "\"}";

        assertThat(parse(json)).isInstanceOf(Accepted.class);
    }

    @Test
    void data_of_exactly_4_kib_in_its_shortest_form_passes() {
        String json = TEXT + ",\"data\":{  \"a\" :   \"" + "x".repeat(4_088) + "\"  }}";

        assertThat(parse(json)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_refusal_gives_back_what_it_answers() {
        Parsed parsed =
                parse("{\"type\":\"edit\",\"ref\":\"r\",\"chat_id\":\"c1\",\"msg_id\":\"m1\",\"client_msg_id\":\"x\"}");

        assertThat(parsed).isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.about())
                .isEqualTo(new Subject("r", "c1", "m1", "x")));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void what_is_unknown_may_be_as_deep_as_it_fits() {
        String deep = "{\"type\":\"ping\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

        assertThat(accepted(deep)).isEqualTo(new ClientFrame.Ping());
    }

    @Test
    void data_is_a_hundred_deep_and_no_deeper() {
        assertThat(accepted(TEXT + ",\"data\":" + nested(100) + "}")).isInstanceOf(ClientFrame.Message.class);

        assertThat(parse(TEXT + ",\"data\":" + nested(101) + "}"))
                .isInstanceOfSatisfying(Parsed.Rejection.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.BAD_REQUEST);
                    assertThat(refused.message()).contains("data", "100");
                });
    }
}
