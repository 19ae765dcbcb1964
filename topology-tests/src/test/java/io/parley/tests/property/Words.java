package io.parley.tests.property;

import io.parley.avro.ChatEvent;
import io.parley.avro.Message;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.MessageReaction;
import io.parley.avro.Receipt;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import io.parley.avro.UnreadChanged;
import io.parley.tests.world.Heard;
import io.parley.tests.world.Log;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a client heard, in the words of the model: messages by their {@code chat_seq}. */
final class Words {
    private Words() {}

    static String of(Heard heard, Log log) {
        return what(heard, log) + " [" + heard.unread() + " @" + heard.mentions() + "]";
    }

    private static String what(Heard heard, Log log) {
        Object event = heard.event();
        if (event instanceof Message message) {
            return message(message);
        } else if (event instanceof MessageEdited edited) {
            return "edited " + edited.getChatSeq() + " " + edited.getContent() + list(edited.getMentions()) + " by "
                    + edited.getBy();
        } else if (event instanceof MessageDeleted deleted) {
            return "deleted " + deleted.getChatSeq() + " by " + deleted.getBy();
        } else if (event instanceof MessageReaction reaction) {
            return "reaction " + reaction.getChatSeq() + " " + reaction.getEmoji() + " " + reaction.getAdded() + " by "
                    + reaction.getUser() + " " + reaction.getCount();
        } else if (event instanceof Receipt receipt) {
            return "receipt " + receipt.getUser() + " " + receipt.getStatus() + " " + seq(log, receipt.getMsgId());
        } else if (event instanceof UnreadChanged changed) {
            boolean read = changed.getBecause().equals("read");
            return "unread " + changed.getBecause() + (read ? " " + seq(log, heard.read()) : "");
        } else if (event instanceof ChatEvent chat) {
            return chat(chat, heard.role(), heard.muted());
        }
        throw new IllegalStateException("an event that the model does not know: " + event);
    }

    private static String message(Message message) {
        SystemEvent event = message.getEvent();
        return event == null
                ? "message " + message.getChatSeq() + " by " + message.getSender() + " " + message.getContent()
                        + list(message.getMentions())
                : "system " + message.getChatSeq() + " " + event.getKind() + " by " + event.getBy()
                        + users(event.getKind(), event.getUsers());
    }

    private static String chat(ChatEvent chat, @Nullable Role role, boolean muted) {
        return "chat " + chat.getEvent() + " by " + chat.getBy() + users(chat.getEvent(), chat.getUsers()) + " "
                + chat.getChat().getName() + " v" + chat.getChat().getVersion() + " "
                + chat.getChat().getMembers() + " "
                + (role == null ? "gone" : role.name().toLowerCase(Locale.ROOT))
                + (muted ? " muted" : "");
    }

    static long seq(Log log, @Nullable String msgId) {
        return msgId == null ? 0 : log.message(msgId).orElseThrow().getChatSeq();
    }

    private static String users(String event, List<String> users) {
        return event.startsWith("members_") || event.equals("role_changed") ? list(users) : "";
    }

    private static String list(List<String> users) {
        return users.isEmpty() ? "" : " (" + String.join(" ", users) + ")";
    }
}
