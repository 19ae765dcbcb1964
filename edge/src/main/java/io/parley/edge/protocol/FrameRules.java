package io.parley.edge.protocol;

import static io.parley.edge.protocol.ErrorCode.BAD_FRAME;
import static io.parley.edge.protocol.ErrorCode.BAD_REQUEST;
import static io.parley.edge.protocol.ErrorCode.NO_SUCH_CHAT;
import static io.parley.edge.protocol.ErrorCode.NO_SUCH_MESSAGE;
import static io.parley.edge.protocol.ErrorCode.TOO_LARGE;

import io.parley.edge.Limits;
import io.parley.edge.protocol.Parsed.Accepted;
import io.parley.edge.protocol.Parsed.Rejection;
import io.parley.edge.protocol.Parsed.Subject;
import io.parley.ids.Ids;
import io.parley.ids.TimeUuid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each kind of frame must and may have. Only form is judged here; every right is decided by the topology. */
final class FrameRules {
    private final Limits limits;

    FrameRules(Limits limits) {
        this.limits = limits;
    }

    Parsed check(RawFrame raw) {
        try {
            return new Accepted(frame(raw), reference(raw));
        } catch (Unfit unfit) {
            return new Rejection(unfit.code, unfit.detail, subject(raw));
        }
    }

    private ClientFrame frame(RawFrame raw) throws Unfit {
        String type = raw.string("type");
        if (type == null) {
            throw new Unfit(BAD_FRAME, "The frame has no type.");
        }
        return switch (type) {
            case "message" -> message(raw);
            case "edit" ->
                new ClientFrame.Edit(
                        chatId(raw), msgId(raw), requiredContent(raw), optionalMentions(raw), clientMsgId(raw));
            case "delete" -> new ClientFrame.Delete(chatId(raw), msgId(raw), clientMsgId(raw));
            case "react" -> new ClientFrame.React(chatId(raw), msgId(raw), emoji(raw), isAdd(raw), clientMsgId(raw));
            case "delivered" -> new ClientFrame.Receipt(chatId(raw), msgId(raw), false);
            case "read" -> new ClientFrame.Receipt(chatId(raw), msgId(raw), true);
            case "typing" -> new ClientFrame.Typing(chatId(raw));
            case "presence" -> new ClientFrame.Presence(presence(raw));
            case "active" -> new ClientFrame.Active(active(raw));
            case "auth" -> new ClientFrame.Auth(required(raw, "token"));
            case "ping" -> new ClientFrame.Ping();
            default -> throw new Unfit(BAD_FRAME, "There is no frame of that type.");
        };
    }

    private ClientFrame message(RawFrame raw) throws Unfit {
        String chatId = chatId(raw);
        String type = raw.has("msg_type") ? required(raw, "msg_type") : "text";
        boolean text = type.equals("text");
        if (!text && !type.equals("image") && !type.equals("file")) {
            throw new Unfit(BAD_REQUEST, "msg_type must be text, image or file.");
        }
        if (text && raw.has("file_id")) {
            throw new Unfit(BAD_REQUEST, "A text has no file_id.");
        }
        String content = text ? requiredContent(raw) : optionalContent(raw);
        String clientMsgId = clientMsgId(raw);
        List<String> mentions = optionalMentions(raw);
        String data = data(raw);
        String replyTo = raw.has("reply_to") ? timeUuid(required(raw, "reply_to"), "reply_to") : null;
        String fileId = text ? null : required(raw, "file_id");
        return new ClientFrame.Message(
                chatId, type, content, clientMsgId, replyTo, mentions == null ? List.of() : mentions, data, fileId);
    }

    private String chatId(RawFrame raw) throws Unfit {
        String id = required(raw, "chat_id");
        if (!Ids.isValid(id)) {
            throw new Unfit(NO_SUCH_CHAT, "There is no such chat.");
        }
        return id;
    }

    private String msgId(RawFrame raw) throws Unfit {
        return timeUuid(required(raw, "msg_id"), "msg_id");
    }

    private static String timeUuid(String text, String field) throws Unfit {
        UUID id = TimeUuid.parse(text);
        if (id == null) {
            throw new Unfit(NO_SUCH_MESSAGE, field + " names no message.");
        }
        return id.toString();
    }

    private String requiredContent(RawFrame raw) throws Unfit {
        String content = required(raw, "content");
        if (content.isEmpty()) {
            throw new Unfit(BAD_REQUEST, "content must not be empty.");
        }
        return withinContent(content);
    }

    private @Nullable String optionalContent(RawFrame raw) throws Unfit {
        return raw.has("content") ? withinContent(required(raw, "content")) : null;
    }

    private String withinContent(String content) throws Unfit {
        if (Text.utf8Length(content) > limits.contentBytes()) {
            throw new Unfit(TOO_LARGE, "content has at most " + limits.contentBytes() + " bytes.");
        }
        return content;
    }

    private @Nullable String clientMsgId(RawFrame raw) throws Unfit {
        return raw.has("client_msg_id") ? characters(raw, "client_msg_id", limits.clientIdLength()) : null;
    }

    private @Nullable String reference(RawFrame raw) throws Unfit {
        return raw.has("ref") ? characters(raw, "ref", limits.refLength()) : null;
    }

    private static String characters(RawFrame raw, String name, int max) throws Unfit {
        String text = required(raw, name);
        if (!Text.hasCharacters(text, 1, max)) {
            throw new Unfit(BAD_REQUEST, name + " has 1 to " + max + " characters.");
        }
        return text;
    }

    private @Nullable List<String> optionalMentions(RawFrame raw) throws Unfit {
        if (!raw.has("mentions")) {
            return null;
        }
        List<String> named = list(raw, "mentions");
        List<String> users = named.stream().filter(Ids::isValid).distinct().toList();
        if (users.size() > limits.mentions()) {
            throw new Unfit(TOO_LARGE, "mentions names at most " + limits.mentions() + " users.");
        }
        return users;
    }

    private List<String> presence(RawFrame raw) throws Unfit {
        List<String> users = list(raw, "users").stream().distinct().toList();
        if (users.size() > limits.presenceUsers()) {
            throw new Unfit(TOO_LARGE, "users names at most " + limits.presenceUsers() + " users.");
        }
        if (!users.stream().allMatch(Ids::isValid)) {
            throw new Unfit(BAD_REQUEST, "users has user ids: 1 to 64 of A-Z a-z 0-9 _ - .");
        }
        return users;
    }

    private static List<String> list(RawFrame raw, String name) throws Unfit {
        List<String> values = raw.strings(name);
        if (values == null) {
            throw new Unfit(BAD_REQUEST, name + " must be a list of strings.");
        }
        if (!values.stream().allMatch(Text::isWhole)) {
            throw new Unfit(BAD_REQUEST, name + " holds half a surrogate pair.");
        }
        return values;
    }

    private @Nullable String data(RawFrame raw) throws Unfit {
        if (!raw.has("data")) {
            return null;
        }
        if (!(raw.get("data") instanceof RawFrame.Obj object)) {
            throw new Unfit(BAD_REQUEST, "data must be a JSON object.");
        }
        if (!Text.isWhole(object.json())) {
            throw new Unfit(BAD_REQUEST, "data holds half a surrogate pair.");
        }
        if (Text.utf8Length(object.json()) > limits.dataBytes()) {
            throw new Unfit(TOO_LARGE, "data has at most " + limits.dataBytes() + " bytes in its shortest form.");
        }
        if (object.depth() > limits.dataDepth()) {
            throw new Unfit(BAD_REQUEST, "data is nested at most " + limits.dataDepth() + " deep.");
        }
        return object.json();
    }

    private String emoji(RawFrame raw) throws Unfit {
        String emoji = required(raw, "emoji");
        if (emoji.isEmpty() || Text.utf8Length(emoji) > limits.emojiBytes()) {
            throw new Unfit(BAD_REQUEST, "emoji has 1 to " + limits.emojiBytes() + " bytes.");
        }
        return emoji;
    }

    private static boolean isAdd(RawFrame raw) throws Unfit {
        return switch (required(raw, "op")) {
            case "add" -> true;
            case "remove" -> false;
            default -> throw new Unfit(BAD_REQUEST, "op must be add or remove.");
        };
    }

    private static boolean active(RawFrame raw) throws Unfit {
        if (raw.get("active") instanceof Boolean active) {
            return active;
        }
        throw new Unfit(BAD_REQUEST, "active must be true or false.");
    }

    private static String required(RawFrame raw, String name) throws Unfit {
        String text = raw.string(name);
        if (text == null) {
            throw new Unfit(BAD_REQUEST, name + (raw.has(name) ? " must be a string." : " is missing."));
        }
        if (!Text.isWhole(text)) {
            throw new Unfit(BAD_REQUEST, name + " holds half a surrogate pair.");
        }
        return text;
    }

    /** What of a frame that does not fit can safely be given back. */
    private Subject subject(RawFrame raw) {
        return new Subject(
                echo(raw.string("ref"), limits.refLength()),
                echo(raw.string("chat_id"), Ids.MAX_LENGTH),
                echo(raw.string("msg_id"), Ids.MAX_LENGTH),
                echo(raw.string("client_msg_id"), limits.clientIdLength()));
    }

    private static @Nullable String echo(@Nullable String text, int max) {
        return text != null && Text.hasCharacters(text, 1, max) && Text.isWhole(text) ? text : null;
    }

    /** Ends the check of a frame; never leaves this class. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final ErrorCode code;
        private final String detail;

        Unfit(ErrorCode code, String detail) {
            super(detail, null, false, false);
            this.code = code;
            this.detail = detail;
        }
    }
}
