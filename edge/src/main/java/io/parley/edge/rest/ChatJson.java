package io.parley.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.avro.Role;
import io.parley.edge.protocol.Json;
import io.parley.edge.protocol.MessageJson;
import io.parley.edge.store.UserRow;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The wire contract's objects as answers have them. */
final class ChatJson {
    private ChatJson() {}

    static byte[] whole(Shown.Whole whole) {
        return Json.object(json -> {
            chat(json, whole.shown());
            json.writeArrayFieldStart("member_list");
            for (Shown.Listed listed : whole.members()) {
                member(json, listed);
            }
            json.writeEndArray();
        });
    }

    static void chat(JsonGenerator json, Shown shown) throws IOException {
        Json.text(json, "chat_id", shown.chat().chatId());
        Json.text(json, "type", shown.chat().direct() ? "direct" : "group");
        Json.text(json, "name", shown.chat().name());
        json.writeNumberField("version", shown.chat().version());
        Json.time(json, "created_at", shown.chat().createdAt());
        json.writeNumberField("members", shown.chat().members());
        Json.text(json, "role", role(shown.me().role()));
        json.writeNumberField("unread", shown.mine().unread());
        json.writeNumberField("mentions", shown.mine().mentions());
        id(json, "read", shown.mine().read());
        json.writeBooleanField("muted", shown.me().muted());
        if (shown.last() != null) {
            json.writeObjectFieldStart("last_message");
            message(json, shown.last());
            json.writeEndObject();
        }
        peer(json, shown.peer());
    }

    private static void peer(JsonGenerator json, Shown.@Nullable Peer peer) throws IOException {
        if (peer == null) {
            return;
        }
        json.writeObjectFieldStart("peer");
        Json.text(json, "user", peer.profile().user());
        Json.text(json, "name", peer.profile().name());
        if (peer.mark() != null) {
            id(json, "delivered", peer.mark().delivered());
            id(json, "read", peer.mark().read());
        }
        json.writeEndObject();
    }

    private static void member(JsonGenerator json, Shown.Listed listed) throws IOException {
        json.writeStartObject();
        Json.text(json, "user", listed.member().user());
        Json.text(json, "name", listed.name());
        Json.text(json, "role", role(listed.member().role()));
        Json.time(json, "joined_at", listed.member().joinedAt());
        json.writeEndObject();
    }

    static void message(JsonGenerator json, ShownMessage shown) throws IOException {
        MessageJson.write(json, shown.message().message());
        if (!shown.reactions().isEmpty()) {
            json.writeArrayFieldStart("reactions");
            for (ShownMessage.Reaction reaction : shown.reactions()) {
                json.writeStartObject();
                Json.text(json, "emoji", reaction.emoji());
                json.writeNumberField("count", reaction.count());
                json.writeBooleanField("me", reaction.me());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        Json.text(json, "status", shown.status());
    }

    static void user(JsonGenerator json, UserRow user) throws IOException {
        Json.text(json, "user", user.user());
        Json.text(json, "name", user.name());
        Json.text(json, "avatar_url", user.avatarUrl());
    }

    static void id(JsonGenerator json, String name, @Nullable UUID id) throws IOException {
        Json.text(json, name, id == null ? null : id.toString());
    }

    /** A page's way on, which is null at its end. */
    static void next(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static @Nullable String role(@Nullable Role role) {
        return role == null ? null : role.name().toLowerCase(Locale.ROOT);
    }
}
