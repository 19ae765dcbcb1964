package io.parley.topology.chat;

import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.MessageFact;
import io.parley.avro.Recipient;
import io.parley.avro.SystemEvent;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into a chat's order: the next {@code chat_seq}, a stamp later than all before it, a row in the index.
 * The index holds the newest messages, so many that a change or a count seldom needs an older one.
 */
final class Talk {
    static final String SYSTEM = "system";
    static final String TEXT = "text";

    private Talk() {}

    /** What a member says. */
    record Saying(
            String clientMsgId,
            String type,
            @Nullable String content,
            @Nullable String replyTo,
            List<String> mentions,
            @Nullable FileRef file,
            @Nullable String data,
            @Nullable String keyId) {}

    /** The stamp of the message. */
    static long say(Draft draft, Saying saying) {
        String sender = draft.user();
        Set<String> mentioned = Set.copyOf(saying.mentions());
        List<Recipient> recipients = Recipients.all(draft.members(), member -> {
            if (member.getUser().equals(sender)) {
                return UnreadEffect.NONE;
            }
            return mentioned.contains(member.getUser()) ? UnreadEffect.COUNT_MENTION : UnreadEffect.COUNT;
        });
        long stamp = draft.tick();
        Message message = next(draft, stamp, saying.type());
        message.setSender(sender);
        message.setContent(saying.content());
        message.setClientMsgId(saying.clientMsgId());
        message.setReplyTo(saying.replyTo());
        message.setMentions(saying.mentions());
        message.setFile(saying.file());
        message.setData(saying.data());
        message.setKeyId(saying.keyId());
        append(draft, stamp, message, recipients);
        return stamp;
    }

    /** What the server says of a change, to those who are members after it. It counts as unread for nobody. */
    static void tell(Draft draft, SystemEvent event) {
        long stamp = draft.tick();
        Message message = next(draft, stamp, SYSTEM);
        message.setEvent(event);
        append(draft, stamp, message, Recipients.all(draft.members()));
    }

    private static Message next(Draft draft, long stamp, String type) {
        Message message = new Message();
        message.setMsgId(draft.ids().of(draft.chatId(), stamp));
        message.setChatId(draft.chatId());
        message.setChatSeq(draft.head().getLastSeq() + 1);
        message.setMsgType(type);
        message.setCreatedAt(Draft.timeOf(stamp));
        message.setMentions(List.of());
        return message;
    }

    private static void append(Draft draft, long stamp, Message message, List<Recipient> recipients) {
        ChatHead head = draft.head();
        head.setLastSeq(message.getChatSeq());
        head.setLastMessage(stamp);
        boolean text = message.getMsgType().equals(TEXT);
        index(
                draft,
                stamp,
                new IndexEntry(message.getChatSeq(), message.getSender(), message.getMentions(), false, text));
        if (message.getSender() != null) {
            Telling.said(draft, message.getSender(), stamp);
        }
        String kind = "message";
        draft.fact(fact(draft, stamp, kind, message));
        draft.event(stamp, kind, message, recipients);
    }

    static MessageFact fact(Draft draft, long stamp, String kind, Object what) {
        return new MessageFact(
                draft.ids().of(draft.chatId(), stamp),
                kind,
                Draft.timeOf(stamp),
                stamp,
                draft.cause(),
                draft.chatId(),
                draft.head().getVersion(),
                what);
    }

    /** A new row. Once the index is a step too large, its oldest rows go. */
    static void index(Draft draft, long stamp, IndexEntry entry) {
        ChatHead head = draft.head();
        head.setIndexSize(head.getIndexSize() + 1);
        draft.change(new Change.PutIndex(stamp, entry));
        int max = draft.config().index();
        if (head.getIndexSize() > max + draft.config().trimStep()) {
            List<Long> oldest = oldest(draft, head.getIndexSize() - max);
            oldest.forEach(dropped -> draft.change(new Change.DropIndex(dropped)));
            head.setIndexSize(head.getIndexSize() - oldest.size());
            long floor = oldest.isEmpty() ? 0 : oldest.get(oldest.size() - 1) + 1;
            head.setIndexFloor(Math.max(head.getIndexFloor(), floor));
        }
    }

    private static List<Long> oldest(Draft draft, int rows) {
        List<Long> stamps = new ArrayList<>(rows);
        draft.view().scanIndex(draft.chatId(), 0, (stamp, entry) -> {
            stamps.add(stamp);
            Telling.forgotten(draft, entry.getSender(), stamp);
            return stamps.size() < rows;
        });
        return stamps;
    }
}
