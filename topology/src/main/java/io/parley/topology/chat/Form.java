package io.parley.topology.chat;

import io.parley.avro.ReportMessage;
import io.parley.avro.SendMessage;
import io.parley.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The limits of form of the wire contract, checked once more behind the edge. */
final class Form {
    static final int CONTENT_BYTES = 16 << 10;
    static final int DATA_BYTES = 4 << 10;
    /** What the limits of plain words become when they are encrypted: a nonce and a tag, in base64; data names its key too. */
    static final int SEALED_CONTENT_BYTES = sealed(CONTENT_BYTES);

    static final int SEALED_DATA_BYTES = sealed(DATA_BYTES) + 128;
    static final int CLIENT_ID_LENGTH = 64;
    static final int EMOJI_BYTES = 64;
    static final int REPORT_CODE_POINTS = 1_000;
    private static final Set<String> REASONS =
            Set.of("spam", "harassment", "hate", "violence", "sexual", "self_harm", "illegal", "other");

    private Form() {}

    record Fault(String code, String message) {}

    static Optional<Fault> ofMessage(SendMessage send) {
        String content = send.getContent();
        boolean empty = content == null || content.isEmpty();
        if (!Sending.isType(send.getMsgType())) {
            return bad("msg_type must be text, image or file.");
        }
        if (send.getMsgType().equals(Talk.TEXT) && empty) {
            return bad("content of a text must not be empty.");
        }
        if (!send.getMsgType().equals(Talk.TEXT) && send.getFile() == null) {
            return bad("An image or a file needs a file.");
        }
        if (bytes(send.getData()) > (send.getKeyId() == null ? DATA_BYTES : SEALED_DATA_BYTES)) {
            return Optional.of(new Fault(Code.TOO_LARGE, "data is at most 4 KiB."));
        }
        return ofContent(content, send.getKeyId()).or(() -> ofClientId(send.getClientMsgId()));
    }

    static Optional<Fault> ofContent(@Nullable String content, @Nullable String keyId) {
        return bytes(content) > (keyId == null ? CONTENT_BYTES : SEALED_CONTENT_BYTES)
                ? Optional.of(new Fault(Code.TOO_LARGE, "content is at most 16 KiB of UTF-8."))
                : Optional.empty();
    }

    static Optional<Fault> ofClientId(String id) {
        return id.isEmpty() || id.codePointCount(0, id.length()) > CLIENT_ID_LENGTH
                ? bad("client_msg_id has 1 to 64 characters.")
                : Optional.empty();
    }

    static Optional<Fault> ofReport(ReportMessage report) {
        String text = report.getText();
        if (!REASONS.contains(report.getReason())) {
            return bad("reason must be one of " + String.join(", ", new TreeSet<>(REASONS)) + ".");
        }
        return text != null && text.codePointCount(0, text.length()) > REPORT_CODE_POINTS
                ? bad("text has at most 1,000 characters.")
                : Optional.empty();
    }

    static boolean isEmoji(String emoji) {
        return !emoji.isEmpty() && bytes(emoji) <= EMOJI_BYTES;
    }

    static boolean areUsers(Iterable<String> users) {
        for (String user : users) {
            if (!Ids.isValid(user)) {
                return false;
            }
        }
        return true;
    }

    private static int sealed(int bytes) {
        int withNonceAndTag = bytes + 12 + 16;
        return (withNonceAndTag + 2) / 3 * 4;
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<Fault> bad(String message) {
        return Optional.of(new Fault(Code.BAD_REQUEST, message));
    }
}
