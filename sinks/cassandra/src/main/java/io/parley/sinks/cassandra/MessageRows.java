package io.parley.sinks.cassandra;

import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageFact;
import io.parley.avro.MessageReaction;
import io.parley.avro.SystemEvent;
import io.parley.sinks.cassandra.RowWrite.Delete;
import io.parley.sinks.cassandra.RowWrite.Upsert;
import io.parley.sinks.common.FileJson;
import io.parley.sinks.common.PoisonException;
import io.parley.sinks.common.SinkContents;
import io.parley.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code chat.messages}: the message or its change, then how far the chat's talk is written. A change carries the
 * chat's version at that time, so that a reader who was removed before it does not see it while the members lag.
 */
final class MessageRows {
    private MessageRows() {}

    static List<RowWrite> of(MessageFact fact, SinkContents contents) throws PoisonException {
        String chat = Values.id("chat_id", fact.getChatId());
        Object what = fact.getFact();
        List<RowWrite> rows = new ArrayList<>();
        var reached = Upsert.into(Table.CHAT_TALK, chat).set("messages_upto", fact.getStamp());
        if (what instanceof Message message) {
            addMessage(rows, fact, message, contents);
            reached.set("head_seq", message.getChatSeq()).set("head_id", Values.messageId(message.getMsgId()));
        } else if (what instanceof MessageEdited edited) {
            rows.add(edit(fact, edited));
            String content = plain(fact, edited.getKeyId(), edited.getContent(), contents);
            rows.add(words(fact, edited.getChatSeq(), Values.messageId(edited.getMsgId()), content));
        } else if (what instanceof MessageDeleted deleted) {
            addDeletion(rows, fact, deleted);
        } else if (what instanceof MessageReaction reaction) {
            rows.add(reaction(fact, reaction));
        } else {
            throw FactMapping.unknown(what);
        }
        rows.add(reached.at(fact.getStamp()));
        return rows;
    }

    private static void addMessage(List<RowWrite> rows, MessageFact fact, Message message, SinkContents contents)
            throws PoisonException {
        UUID id = Values.messageId(message.getMsgId());
        int bucket = Values.bucket(message.getChatSeq());
        var row = Upsert.into(Table.MESSAGES, fact.getChatId(), bucket, id)
                .set("chat_seq", message.getChatSeq())
                .set("version", fact.getVersion())
                .set("sender", message.getSender())
                .set("msg_type", message.getMsgType())
                .set("content", message.getContent())
                .set("created_at", message.getCreatedAt())
                .set("client_msg_id", message.getClientMsgId())
                .set("reply_to", Values.optionalMessageId(message.getReplyTo()))
                .set("mentions", Values.orNull(message.getMentions()))
                .set("file", fileText(message.getFile()))
                .set("data", message.getData())
                .set("edited_at", message.getEditedAt())
                .set("deleted_at", message.getDeletedAt())
                .set("key_id", message.getKeyId());
        setEvent(row, message.getEvent());
        rows.add(row.at(fact.getStamp()));
        if (message.getContent() != null && message.getSender() != null) {
            String content = plain(fact, message.getKeyId(), message.getContent(), contents);
            rows.add(words(fact, message.getChatSeq(), id, content));
        }
        FileRef file = message.getFile();
        if (file != null) {
            rows.add(Upsert.into(Table.FILES, fact.getChatId(), Values.id("file_id", file.getFileId()), id)
                    .set("bucket", bucket)
                    .at(fact.getStamp()));
        }
        if (Values.isFirstOfBucket(message.getChatSeq())) {
            rows.add(Upsert.into(Table.BUCKETS, fact.getChatId(), id)
                    .set("bucket", bucket)
                    .at(fact.getStamp()));
        }
    }

    /** Null when its key was destroyed: then it is found by nothing. */
    private static @Nullable String plain(
            MessageFact fact, @Nullable String keyId, String content, SinkContents contents) {
        return keyId == null ? content : contents.openerOf(Set.of(keyId)).content(keyId, fact.getChatId(), content);
    }

    /** Takes the place of all that it was found by before. */
    private static RowWrite words(MessageFact fact, long chatSeq, UUID id, @Nullable String content)
            throws PoisonException {
        Set<String> words = content == null ? Set.of() : Words.of(content);
        return Upsert.into(Table.WORDS, fact.getChatId(), Values.bucket(chatSeq), id)
                .replace("tokens", words.isEmpty() ? null : words)
                .at(fact.getStamp());
    }

    private static void setEvent(RowWrite.Builder row, @Nullable SystemEvent event) {
        if (event != null) {
            row.set("event_kind", event.getKind())
                    .set("event_by", event.getBy())
                    .set("event_users", Values.orNull(event.getUsers()))
                    .set("event_name", event.getName());
        }
    }

    private static RowWrite edit(MessageFact fact, MessageEdited edited) throws PoisonException {
        return changed(fact, edited.getMsgId(), edited.getChatSeq())
                .set("content", edited.getContent())
                .replace("mentions", Values.orNull(edited.getMentions()))
                .set("edited_at", edited.getEditedAt())
                .replace("key_id", edited.getKeyId())
                .at(fact.getStamp());
    }

    private static void addDeletion(List<RowWrite> rows, MessageFact fact, MessageDeleted deleted)
            throws PoisonException {
        rows.add(changed(fact, deleted.getMsgId(), deleted.getChatSeq())
                .replace("content", null)
                .replace("file", null)
                .set("deleted_at", deleted.getDeletedAt())
                .at(fact.getStamp()));
        int bucket = Values.bucket(deleted.getChatSeq());
        UUID id = Values.messageId(deleted.getMsgId());
        rows.add(Delete.from(Table.REACTIONS, fact.getStamp(), fact.getChatId(), bucket, id));
        rows.add(Delete.from(Table.WORDS, fact.getStamp(), fact.getChatId(), bucket, id));
    }

    private static RowWrite reaction(MessageFact fact, MessageReaction reaction) throws PoisonException {
        Object[] key = {
            fact.getChatId(),
            Values.bucket(reaction.getChatSeq()),
            Values.messageId(reaction.getMsgId()),
            Values.id("emoji", reaction.getEmoji()),
            Values.id("user", reaction.getUser())
        };
        return reaction.getAdded()
                ? Upsert.into(Table.REACTIONS, key)
                        .set("version", fact.getVersion())
                        .set("reacted_at", fact.getEventTime())
                        .at(fact.getStamp())
                : Delete.from(Table.REACTIONS, fact.getStamp(), key);
    }

    private static RowWrite.Builder changed(MessageFact fact, String msgId, long chatSeq) throws PoisonException {
        return Upsert.into(Table.MESSAGES, fact.getChatId(), Values.bucket(chatSeq), Values.messageId(msgId))
                .set("version", fact.getVersion());
    }

    private static @Nullable String fileText(@Nullable FileRef file) {
        return file == null ? null : FileJson.of(file).toString();
    }
}
