package io.parley.edge.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.edge.EdgeSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Noise, near-frames and torn frames: each is read, or refused with a code of the contract, and nothing else. */
class FrameFuzzTest {
    private static final FrameParser PARSER = new FrameParser(new EdgeSettings(Map.of()).limits());
    private static final List<String> NAMES = List.of(
            "type",
            "ref",
            "chat_id",
            "content",
            "msg_type",
            "client_msg_id",
            "file_id",
            "reply_to",
            "msg_id",
            "emoji",
            "op",
            "token",
            "mentions",
            "users",
            "active",
            "data",
            "other");
    private static final List<String> TYPES = List.of(
            "message",
            "edit",
            "delete",
            "react",
            "delivered",
            "read",
            "typing",
            "presence",
            "active",
            "auth",
            "ping",
            "hello");

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(80).map(FrameFuzzTest::quoted);
        Arbitrary<String> scalars = Arbitraries.of(
                "null",
                "true",
                "1e9999",
                "-0",
                "{}",
                "[]",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[1,\"a\"]",
                "{\"a\":{\"\\udc00\":1}}",
                "\"192d3a05-5c5e-11ef-8000-000000000001\"",
                "\"text\"",
                "\"add\"",
                "[\"u1\",\"u1\"]",
                "9".repeat(2_000));
        return Arbitraries.oneOf(texts, scalars);
    }

    @Provide
    Arbitrary<String> frames() {
        Arbitrary<String> field =
                Combinators.combine(Arbitraries.of(NAMES), values()).as((name, value) -> quoted(name) + ":" + value);
        Arbitrary<String> type = Arbitraries.of(TYPES).map(name -> "\"type\":" + quoted(name));
        return Combinators.combine(type, field.list().ofMaxSize(10))
                .as((first, rest) ->
                        "{" + first + rest.stream().map(one -> "," + one).collect(Collectors.joining()) + "}");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
        return json.append('"').toString();
    }

    @Property(tries = 1_000)
    void near_frames_are_read_or_refused(@ForAll("frames") String frame) {
        judge(frame);
    }

    @Property(tries = 500)
    void torn_frames_are_refused(@ForAll("frames") String frame, @ForAll int at) {
        judge(frame.substring(0, Math.floorMod(at, frame.length())));
        judge(frame + frame);
    }

    @Property(tries = 500)
    void noise_is_refused(@ForAll String noise, @ForAll byte[] bytes) {
        judge(noise);
        judge(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void judge(String frame) {
        Parsed parsed = PARSER.parse(frame.toCharArray(), frame.length());

        if (parsed instanceof Parsed.Rejection refused) {
            assertThat(refused.message()).isNotBlank();
            assertThat(ServerFrames.error(refused.code(), refused.message(), refused.about()))
                    .as(frame)
                    .asString(StandardCharsets.UTF_8)
                    .startsWith(
                            "{\"type\":\"error\",\"code\":\"" + refused.code().wire() + "\"");
        } else {
            assertThat(parsed).isInstanceOf(Parsed.Accepted.class);
        }
    }
}
