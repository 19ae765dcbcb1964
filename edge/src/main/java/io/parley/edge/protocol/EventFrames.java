package io.parley.edge.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
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
import io.parley.avro.Peer;
import io.parley.avro.Receipt;
import io.parley.avro.UnreadChanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Renders the events of the wire contract: what differs for each user comes first in a frame. */
public final class EventFrames {
    private static final int TWO_CLOSING_BRACES = 2;

    private EventFrames() {}

    public static EventFrame of(EventDelivery delivery) {
        String chatId = delivery.getChatId();
        Object event = delivery.getEvent();
        if (event instanceof Message message) {
            return new MessageFrame(tail(json -> MessageJson.write(json, message)));
        } else if (event instanceof MessageEdited edited) {
            return new PlainFrame("edited", tail(json -> edited(json, edited)));
        } else if (event instanceof MessageDeleted deleted) {
            return new PlainFrame("deleted", tail(json -> deleted(json, deleted)));
        } else if (event instanceof MessageReaction reaction) {
            return new PlainFrame("reaction", tail(json -> reaction(json, reaction)));
        } else if (event instanceof Receipt receipt) {
            return new PlainFrame("receipt", tail(json -> receipt(json, chatId, receipt)));
        } else if (event instanceof GroupStatus status) {
            return new PlainFrame("status", tail(json -> status(json, chatId, status)));
        } else if (event instanceof UnreadChanged) {
            return new UnreadFrame(tail(json -> Json.text(json, "chat_id", chatId)));
        } else if (event instanceof ChatEvent chat) {
            return new ChatFrame(chat.getDirect(), chatTail(chat));
        }
        throw new IllegalArgumentException("no frame for " + event.getClass().getName());
    }

    /** An object whose opening brace became a comma, to be put behind a head. */
    private static byte[] tail(Json.Fields fields) {
        byte[] object = Json.object(fields);
        object[0] = ',';
        return object;
    }

    /** Goes on inside the chat object that the head opened. */
    private static byte[] chatTail(ChatEvent event) {
        byte[] chat = tail(json -> chat(json, event.getChat()));
        byte[] rest = tail(json -> {
            Json.text(json, "event", event.getEvent());
            Json.text(json, "by", event.getBy());
            Json.texts(json, "users", event.getUsers());
        });
        byte[] both = new byte[chat.length + rest.length];
        System.arraycopy(chat, 0, both, 0, chat.length);
        System.arraycopy(rest, 0, both, chat.length, rest.length);
        return both;
    }

    private static void edited(JsonGenerator json, MessageEdited edited) throws IOException {
        Json.text(json, "chat_id", edited.getChatId());
        Json.text(json, "msg_id", edited.getMsgId());
        json.writeNumberField("chat_seq", edited.getChatSeq());
        Json.text(json, "content", edited.getContent());
        Json.texts(json, "mentions", edited.getMentions());
        Json.time(json, "edited_at", edited.getEditedAt());
        Json.text(json, "by", edited.getBy());
    }

    private static void deleted(JsonGenerator json, MessageDeleted deleted) throws IOException {
        Json.text(json, "chat_id", deleted.getChatId());
        Json.text(json, "msg_id", deleted.getMsgId());
        json.writeNumberField("chat_seq", deleted.getChatSeq());
        Json.time(json, "deleted_at", deleted.getDeletedAt());
        Json.text(json, "by", deleted.getBy());
    }

    private static void reaction(JsonGenerator json, MessageReaction reaction) throws IOException {
        Json.text(json, "chat_id", reaction.getChatId());
        Json.text(json, "msg_id", reaction.getMsgId());
        json.writeNumberField("chat_seq", reaction.getChatSeq());
        Json.text(json, "emoji", reaction.getEmoji());
        Json.text(json, "op", reaction.getAdded() ? "add" : "remove");
        Json.text(json, "user", reaction.getUser());
        json.writeNumberField("count", reaction.getCount());
    }

    private static void receipt(JsonGenerator json, String chatId, Receipt receipt) throws IOException {
        Json.text(json, "chat_id", chatId);
        Json.text(json, "msg_id", receipt.getMsgId());
        Json.text(json, "user", receipt.getUser());
        Json.text(json, "status", receipt.getStatus());
        Json.time(json, "at", receipt.getAt());
    }

    private static void status(JsonGenerator json, String chatId, GroupStatus status) throws IOException {
        Json.text(json, "chat_id", chatId);
        Json.text(json, "msg_id", status.getMsgId());
        Json.text(json, "status", status.getStatus());
        json.writeNumberField("delivered_by", status.getDeliveredBy());
        json.writeNumberField("read_by", status.getReadBy());
        json.writeNumberField("of", status.getOf());
    }

    private static void chat(JsonGenerator json, ChatInfo chat) throws IOException {
        Json.text(json, "chat_id", chat.getChatId());
        Json.text(json, "type", chat.getType() == ChatType.DIRECT ? "direct" : "group");
        Json.text(json, "name", chat.getName());
        json.writeNumberField("version", chat.getVersion());
        Json.time(json, "created_at", chat.getCreatedAt());
        json.writeNumberField("members", chat.getMembers());
    }

    private static StringBuilder start(String type, EventRecipient recipient) {
        return new StringBuilder(96)
                .append("{\"type\":\"")
                .append(type)
                .append("\",\"seq\":")
                .append(recipient.getSeq());
    }

    private static byte[] ascii(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private record PlainFrame(String type, byte[] tail) implements EventFrame {
        @Override
        public byte[] head(EventRecipient recipient) {
            return ascii(start(type, recipient));
        }
    }

    private record MessageFrame(byte[] tail) implements EventFrame {
        @Override
        public byte[] head(EventRecipient recipient) {
            return ascii(start("message", recipient)
                    .append(",\"unread\":")
                    .append(recipient.getUnread())
                    .append(",\"mentions_unread\":")
                    .append(recipient.getMentions()));
        }
    }

    private record UnreadFrame(byte[] tail) implements EventFrame {
        @Override
        public byte[] head(EventRecipient recipient) {
            StringBuilder head = start("unread", recipient)
                    .append(",\"count\":")
                    .append(recipient.getUnread())
                    .append(",\"mentions\":")
                    .append(recipient.getMentions());
            if (recipient.getRead() != null) {
                head.append(",\"read\":\"").append(recipient.getRead()).append('"');
            }
            return ascii(head);
        }
    }

    /** The head opens the chat object with what it holds for this user alone. */
    private record ChatFrame(List<Peer> direct, byte[] tail) implements EventFrame {
        @Override
        public byte[] head(EventRecipient recipient) {
            byte[] object = Json.object(json -> {
                json.writeStringField("type", "chat");
                json.writeNumberField("seq", recipient.getSeq());
                json.writeObjectFieldStart("chat");
                own(json, recipient);
                json.writeEndObject();
            });
            return Arrays.copyOf(object, object.length - TWO_CLOSING_BRACES);
        }

        private void own(JsonGenerator json, EventRecipient recipient) throws IOException {
            if (recipient.getRole() != null) {
                json.writeStringField("role", recipient.getRole().name().toLowerCase(Locale.ROOT));
            }
            json.writeNumberField("unread", recipient.getUnread());
            json.writeNumberField("mentions", recipient.getMentions());
            Json.text(json, "read", recipient.getRead());
            json.writeBooleanField("muted", recipient.getMuted());
            for (Peer peer : direct) {
                if (!peer.getUser().equals(recipient.getUser())) {
                    peer(json, peer);
                }
            }
        }

        private static void peer(JsonGenerator json, Peer peer) throws IOException {
            json.writeObjectFieldStart("peer");
            Json.text(json, "user", peer.getUser());
            Json.text(json, "name", peer.getName());
            Json.text(json, "delivered", peer.getDelivered());
            Json.text(json, "read", peer.getRead());
            json.writeEndObject();
        }
    }
}
