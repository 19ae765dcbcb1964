package io.parley.e2e.stores;

import io.parley.avro.ChatState;
import io.parley.avro.MarkFact;
import io.parley.avro.MemberFact;
import io.parley.avro.MemberState;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables must hold, folded from the facts of the log in the order of their stamps. Keys are the rows' own. */
final class Expected {

    private Expected() {}

    static Map<String, Row> messages(List<MessageFact> facts) {
        Map<String, Row> rows = new TreeMap<>();
        facts.stream()
                .sorted(java.util.Comparator.comparingLong(MessageFact::getStamp))
                .forEach(fact -> {
                    Object what = fact.getFact();
                    if (what instanceof Message message) {
                        rows.put(message.getMsgId(), message(message).with("version", fact.getVersion()));
                    } else if (what instanceof MessageEdited edited) {
                        change(rows, edited.getMsgId(), fact)
                                .with("content", edited.getContent())
                                .with("mentions", edited.getMentions())
                                .with("edited_at", edited.getEditedAt())
                                .with("key_id", edited.getKeyId());
                    } else if (what instanceof MessageDeleted deleted) {
                        change(rows, deleted.getMsgId(), fact)
                                .with("content", null)
                                .with("file_id", null)
                                .with("deleted_at", deleted.getDeletedAt());
                    }
                });
        return rows;
    }

    private static Row change(Map<String, Row> rows, String msgId, MessageFact fact) {
        return rows.computeIfAbsent(msgId, id -> new Row()).with("version", fact.getVersion());
    }

    private static Row message(Message message) {
        Row row = new Row()
                .with("chat_id", message.getChatId())
                .with("msg_id", message.getMsgId())
                .with("chat_seq", message.getChatSeq())
                .with("bucket", (message.getChatSeq() - 1) / 5_000)
                .with("sender", message.getSender())
                .with("msg_type", message.getMsgType())
                .with("content", message.getContent())
                .with("created_at", message.getCreatedAt())
                .with("client_msg_id", message.getClientMsgId())
                .with("reply_to", message.getReplyTo())
                .with("mentions", message.getMentions())
                .with("data", message.getData())
                .with(
                        "file_id",
                        message.getFile() == null ? null : message.getFile().getFileId())
                .with("key_id", message.getKeyId());
        if (message.getEvent() != null) {
            row.with("event_kind", message.getEvent().getKind())
                    .with("event_by", message.getEvent().getBy())
                    .with("event_users", message.getEvent().getUsers())
                    .with("event_name", message.getEvent().getName());
        }
        return row;
    }

    /** By message, emoji and user; a deleted message has none. */
    static Map<String, Row> reactions(List<MessageFact> facts) {
        TreeMap<String, Row> rows = new TreeMap<>();
        facts.stream()
                .sorted(java.util.Comparator.comparingLong(MessageFact::getStamp))
                .forEach(fact -> {
                    if (fact.getFact() instanceof MessageReaction reaction) {
                        String key = reaction.getMsgId() + "/" + reaction.getEmoji() + "/" + reaction.getUser();
                        if (reaction.getAdded()) {
                            rows.put(
                                    key,
                                    new Row()
                                            .with("chat_id", reaction.getChatId())
                                            .with("version", fact.getVersion())
                                            .with("reacted_at", fact.getEventTime()));
                        } else {
                            rows.remove(key);
                        }
                    } else if (fact.getFact() instanceof MessageDeleted deleted) {
                        rows.keySet().removeIf(key -> key.startsWith(deleted.getMsgId() + "/"));
                    }
                });
        return rows;
    }

    static Map<String, Row> chats(List<MemberFact> facts) {
        Map<String, Row> rows = new TreeMap<>();
        inOrder(facts).forEach(fact -> {
            if (fact.getFact() instanceof ChatState chat) {
                rows.put(
                        fact.getChatId(),
                        new Row()
                                .with("type", chat.getType().toString().toLowerCase(java.util.Locale.ROOT))
                                .with("name", chat.getName())
                                .with("created_at", chat.getCreatedAt())
                                .with("created_by", chat.getCreatedBy())
                                .with("members", chat.getMembers()));
            }
        });
        return rows;
    }

    static Map<String, Row> members(List<MemberFact> facts) {
        Map<String, Row> rows = new TreeMap<>();
        inOrder(facts).forEach(fact -> {
            if (fact.getFact() instanceof MemberState member) {
                String role = member.getRole() == null
                        ? ""
                        : member.getRole().toString().toLowerCase(java.util.Locale.ROOT);
                rows.put(
                        fact.getChatId() + "/" + member.getUser(),
                        new Row()
                                .with("role", role)
                                .with("muted", member.getMuted())
                                .with("blocked", member.getBlocked())
                                .with("version", fact.getVersion())
                                .with(
                                        "spans",
                                        member.getSpans().stream()
                                                .map(span -> span.getFrom() + ".." + span.getTo())
                                                .toList()));
            }
        });
        return rows;
    }

    /** By who blocks and who is blocked. */
    static Map<String, Row> blocks(List<MemberFact> facts) {
        Map<String, Row> rows = new TreeMap<>();
        inOrder(facts).forEach(fact -> {
            if (fact.getFact() instanceof MemberState member && member.getPeer() != null) {
                String key = member.getUser() + "/" + member.getPeer();
                if (member.getBlocked()) {
                    rows.put(key, new Row().with("blocked_at", fact.getEventTime()));
                } else {
                    rows.remove(key);
                }
            }
        });
        return rows;
    }

    static Map<String, Row> marks(List<MarkFact> facts) {
        Map<String, Long> stamps = new HashMap<>();
        Map<String, Row> rows = new TreeMap<>();
        for (MarkFact fact : facts) {
            String key = fact.getChatId() + "/" + fact.getUser();
            if (stamps.merge(key, fact.getStamp(), Math::max) == fact.getStamp()) {
                rows.put(
                        key,
                        new Row()
                                .with("delivered", fact.getDelivered())
                                .with("delivered_at", fact.getDeliveredAt())
                                .with("read", fact.getRead())
                                .with("read_at", fact.getReadAt()));
            }
        }
        return rows;
    }

    private static List<MemberFact> inOrder(List<MemberFact> facts) {
        return facts.stream()
                .sorted(java.util.Comparator.comparingLong(MemberFact::getStamp))
                .toList();
    }
}
