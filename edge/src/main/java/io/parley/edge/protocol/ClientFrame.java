package io.parley.edge.protocol;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A frame from a client whose form is right. Ids are well-formed, strings are whole, sizes are within the limits. */
public sealed interface ClientFrame {

    /** The frame's {@code type} on the wire. */
    default String type() {
        if (this instanceof Receipt receipt) {
            return receipt.read() ? "read" : "delivered";
        }
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * @param msgType text, image or file
     * @param data the app's JSON object in its shortest form
     * @param fileId of an image or a file; whether there is one, the store of files knows
     */
    record Message(
            String chatId,
            String msgType,
            @Nullable String content,
            @Nullable String clientMsgId,
            @Nullable String replyTo,
            List<String> mentions,
            @Nullable String data,
            @Nullable String fileId)
            implements ClientFrame {}

    /** @param mentions null leaves them as they were */
    record Edit(
            String chatId, String msgId, String content, @Nullable List<String> mentions, @Nullable String clientMsgId)
            implements ClientFrame {}

    record Delete(String chatId, String msgId, @Nullable String clientMsgId) implements ClientFrame {}

    record React(String chatId, String msgId, String emoji, boolean add, @Nullable String clientMsgId)
            implements ClientFrame {}

    /** {@code delivered} or {@code read}. */
    record Receipt(String chatId, String msgId, boolean read) implements ClientFrame {}

    record Typing(String chatId) implements ClientFrame {}

    record Presence(List<String> users) implements ClientFrame {}

    record Active(boolean active) implements ClientFrame {}

    record Auth(String token) implements ClientFrame {}

    record Ping() implements ClientFrame {}
}
