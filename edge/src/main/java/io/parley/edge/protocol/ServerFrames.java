package io.parley.edge.protocol;

import io.parley.avro.Ack;
import io.parley.avro.Rejected;
import io.parley.edge.Limits;
import io.parley.edge.protocol.Parsed.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Renders the frames that are no events: what answers a client's frame, and what the edge says by itself. */
public final class ServerFrames {
    private ServerFrames() {}

    /**
     * The first frame on a connection.
     *
     * @param seq the head of the user's stream
     */
    public record Hello(
            String user,
            String device,
            String server,
            long seq,
            boolean resumed,
            Duration heartbeat,
            Instant expiresAt,
            Limits limits) {}

    public static byte[] hello(Hello hello) {
        return Json.object(json -> {
            json.writeStringField("type", "hello");
            json.writeStringField("user", hello.user());
            json.writeStringField("device", hello.device());
            json.writeStringField("server", hello.server());
            json.writeNumberField("seq", hello.seq());
            json.writeBooleanField("resumed", hello.resumed());
            json.writeNumberField("heartbeat_ms", hello.heartbeat().toMillis());
            Json.time(json, "expires_at", hello.expiresAt());
            json.writeObjectFieldStart("limits");
            json.writeNumberField("content_bytes", hello.limits().contentBytes());
            json.writeNumberField("frame_bytes", hello.limits().frameBytes());
            json.writeNumberField("file_bytes", hello.limits().fileBytes());
            json.writeEndObject();
        });
    }

    public static byte[] ack(Ack ack, @Nullable String ref) {
        return Json.object(json -> {
            json.writeStringField("type", "ack");
            Json.text(json, "client_msg_id", ack.getClientMsgId());
            Json.text(json, "chat_id", ack.getChatId());
            Json.text(json, "msg_id", ack.getMsgId());
            json.writeNumberField("chat_seq", ack.getChatSeq());
            Json.time(json, "created_at", ack.getCreatedAt());
            Json.text(json, "ref", ref);
        });
    }

    public static byte[] pong(@Nullable String ref) {
        return Json.object(json -> {
            json.writeStringField("type", "pong");
            Json.text(json, "ref", ref);
        });
    }

    public static byte[] authed(Instant expiresAt, @Nullable String ref) {
        return Json.object(json -> {
            json.writeStringField("type", "authed");
            Json.time(json, "expires_at", expiresAt);
            Json.text(json, "ref", ref);
        });
    }

    /** @param lastSeen when the user was last known to be connected, as far as that is known */
    public static byte[] presence(String user, PresenceStatus status, @Nullable Instant lastSeen) {
        return Json.object(json -> {
            json.writeStringField("type", "presence");
            json.writeStringField("user", user);
            json.writeStringField("status", status.wire());
            Json.time(json, "last_seen", lastSeen);
        });
    }

    public static byte[] typing(String chatId, String user) {
        return Json.object(json -> {
            json.writeStringField("type", "typing");
            json.writeStringField("chat_id", chatId);
            json.writeStringField("user", user);
        });
    }

    public static byte[] error(ErrorCode code, String message, Subject about) {
        return error(code.wire(), message, about, null);
    }

    public static byte[] rateLimited(Duration retryAfter, Subject about) {
        return error(ErrorCode.RATE_LIMITED.wire(), "Too many at once.", about, retryAfter);
    }

    public static byte[] error(Rejected rejected, @Nullable String ref) {
        Subject about = new Subject(ref, rejected.getChatId(), rejected.getMsgId(), rejected.getClientMsgId());
        return error(rejected.getCode(), rejected.getMessage(), about, null);
    }

    private static byte[] error(String code, String message, Subject about, @Nullable Duration retryAfter) {
        return Json.object(json -> {
            json.writeStringField("type", "error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            Json.text(json, "client_msg_id", about.clientMsgId());
            Json.text(json, "ref", about.ref());
            Json.text(json, "chat_id", about.chatId());
            Json.text(json, "msg_id", about.msgId());
            if (retryAfter != null) {
                json.writeNumberField("retry_after_ms", retryAfter.toMillis());
            }
        });
    }
}
