package io.parley.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.avro.Ack;
import io.parley.avro.ChatEvent;
import io.parley.avro.ChatInfo;
import io.parley.avro.ChatType;
import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.GroupStatus;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageReaction;
import io.parley.avro.Receipt;
import io.parley.avro.Role;
import io.parley.avro.UnreadChanged;
import io.parley.edge.protocol.ClientFrame;
import io.parley.edge.protocol.ErrorCode;
import io.parley.edge.protocol.EventFrames;
import io.parley.edge.protocol.FrameParser;
import io.parley.edge.protocol.Parsed;
import io.parley.edge.protocol.PresenceStatus;
import io.parley.edge.protocol.ServerFrames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published document and the frames that are read and written say the same. */
class AsyncApiTest {
    /** Published before anything tells of it: a client may already read it. */
    private static final Set<String> NOT_SENT_YET = Set.of("typing");

    private static final Pattern TYPE = Pattern.compile("^\\{\"type\":\"([a-z]+)\"");
    private static final Instant NOW = Instant.EPOCH;
    private static final String MSG = "2f6a8f80-c8c2-11f0-8de9-0242ac120002";

    private final JsonNode document = PublishedDocuments.read("asyncapi.yaml");

    private Stream<JsonNode> messages(String operation) {
        Stream.Builder<JsonNode> all = Stream.builder();
        document.at("/operations/" + operation + "/messages")
                .forEach(message -> all.add(PublishedDocuments.at(document, message)));
        return all.build();
    }

    @Test
    void every_frame_of_a_client_is_published_with_an_example_that_is_read() {
        FrameParser parser = new FrameParser(RestTest.LIMITS);
        Set<Class<?>> read = new HashSet<>();

        messages("fromClient").forEach(message -> {
            char[] example = message.at("/examples/0/payload").toString().toCharArray();
            Parsed parsed = parser.parse(example, example.length);
            assertThat(parsed).as(message.path("title").asText()).isInstanceOf(Parsed.Accepted.class);
            read.add(((Parsed.Accepted) parsed).frame().getClass());
        });

        assertThat(read).isEqualTo(Set.of(ClientFrame.class.getPermittedSubclasses()));
    }

    @Test
    void every_frame_of_the_server_is_published() {
        Set<String> sent = new TreeSet<>(NOT_SENT_YET);
        Stream.concat(answers(), events()).forEach(frame -> {
            Matcher type = TYPE.matcher(frame);
            assertThat(type.find()).as(frame).isTrue();
            sent.add(type.group(1));
        });

        assertThat(sent).isEqualTo(consts("fromServer"));
    }

    private Set<String> consts(String operation) {
        Set<String> types = new TreeSet<>();
        messages(operation).forEach(message -> message.findValues("type").stream()
                .filter(type -> type.has("const"))
                .forEach(type -> types.add(type.get("const").asText())));
        return types;
    }

    @Test
    void every_code_of_an_error_frame_is_published() {
        Set<String> published = new TreeSet<>();
        document.at("/components/messages/error/payload/properties/code/enum")
                .forEach(code -> published.add(code.asText()));

        assertThat(published)
                .contains(Stream.of(ErrorCode.values()).map(ErrorCode::wire).toArray(String[]::new));
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // without a ref
    private static Stream<String> answers() {
        var hello = new ServerFrames.Hello("u", "d", "edge-1", 1, false, Duration.ZERO, NOW, RestTest.LIMITS);
        return Stream.of(
                        ServerFrames.hello(hello),
                        ServerFrames.ack(new Ack(null, "c", MSG, 1L, NOW, false, 1L), null),
                        ServerFrames.pong(null),
                        ServerFrames.authed(NOW, null),
                        ServerFrames.presence("u", PresenceStatus.ONLINE, NOW),
                        ServerFrames.typing("c", "u"),
                        ServerFrames.error(ErrorCode.BAD_FRAME, "no", Parsed.Subject.NONE))
                .map(AsyncApiTest::text);
    }

    @SuppressWarnings("NullAway") // what is not needed is null
    private static Stream<String> events() {
        Message message = new Message();
        message.setMsgId(MSG);
        message.setChatId("c");
        message.setMsgType("text");
        message.setCreatedAt(NOW);
        ChatInfo chat = new ChatInfo("c", ChatType.GROUP, "n", 1, NOW, 1);
        EventRecipient recipient = new EventRecipient("u", 1L, 0, 0, null, Role.MEMBER, false);
        return Stream.of(
                        message,
                        new MessageEdited(MSG, "c", 1L, "u", "x", List.of(), NOW, "u", null),
                        new MessageDeleted(MSG, "c", 1L, "u", NOW, "u"),
                        new MessageReaction(MSG, "c", 1L, "x", true, "u", 1),
                        new Receipt(MSG, "u", "read", NOW),
                        new GroupStatus(MSG, "sent", 0, 0, 1),
                        new UnreadChanged("read"),
                        new ChatEvent("created", "u", List.of(), chat, List.of()))
                .map(event -> text(EventFrames.of(new EventDelivery("c", event, List.of(), null))
                        .head(recipient)));
    }
}
