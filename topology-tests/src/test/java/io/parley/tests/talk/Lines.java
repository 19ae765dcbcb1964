package io.parley.tests.talk;

import io.parley.avro.ChatEvent;
import io.parley.avro.GroupStatus;
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

/**
 * An event as a line of a specification. Messages are named by what they said first. In brackets stands the receiver's
 * count of unread messages, and of mentions when there are any: {@code ann: hi [2 @1]}.
 */
final class Lines {
    private Lines() {}

    static String of(Heard heard, Log log) {
        return what(heard, log) + counts(heard);
    }

    private static String what(Heard heard, Log log) {
        Object event = heard.event();
        if (event instanceof Message message) {
            return message(message);
        } else if (event instanceof MessageEdited edited) {
            return "edited " + said(log, edited.getMsgId()) + " -> " + edited.getContent() + " by " + edited.getBy()
                    + mentioning(edited.getMentions());
        } else if (event instanceof MessageDeleted deleted) {
            return "deleted " + said(log, deleted.getMsgId()) + " by " + deleted.getBy();
        } else if (event instanceof MessageReaction reaction) {
            return "reaction " + reaction.getEmoji() + (reaction.getAdded() ? " on " : " off ")
                    + said(log, reaction.getMsgId()) + " by " + reaction.getUser() + ", " + reaction.getCount();
        } else if (event instanceof Receipt receipt) {
            return "receipt " + receipt.getUser() + " " + receipt.getStatus() + " " + said(log, receipt.getMsgId());
        } else if (event instanceof GroupStatus status) {
            return "status " + said(log, status.getMsgId()) + " " + status.getStatus() + " " + status.getDeliveredBy()
                    + "/" + status.getReadBy() + "/" + status.getOf();
        } else if (event instanceof UnreadChanged) {
            return "unread, read " + said(log, heard.read());
        } else if (event instanceof ChatEvent chat) {
            return chat(chat, heard.role(), heard.muted());
        }
        throw new IllegalStateException("an event without words: " + event);
    }

    private static String message(Message message) {
        SystemEvent event = message.getEvent();
        if (event != null) {
            String name = event.getName() == null ? "" : " " + event.getName();
            return "* " + event.getKind() + " by " + event.getBy() + users(event.getKind(), event.getUsers()) + name;
        }
        return message.getSender() + ": " + message.getContent();
    }

    private static String chat(ChatEvent chat, @Nullable Role role, boolean muted) {
        String name =
                chat.getChat().getName() == null ? "" : " " + chat.getChat().getName();
        return "chat " + chat.getEvent() + " by " + chat.getBy() + users(chat.getEvent(), chat.getUsers()) + name
                + ", v"
                + chat.getChat().getVersion() + ", " + chat.getChat().getMembers() + " members, "
                + (role == null ? "gone" : role.name().toLowerCase(Locale.ROOT)) + (muted ? ", muted" : "");
    }

    static String said(Log log, @Nullable String msgId) {
        if (msgId == null) {
            return "nothing";
        }
        return log.message(msgId)
                .map(message -> message.getEvent() == null
                        ? message.getContent()
                        : "* " + message.getEvent().getKind())
                .orElse(msgId);
    }

    /** Who was added, removed or given a role; of other events it is nobody, or everybody. */
    private static String users(String event, List<String> users) {
        boolean told = event.startsWith("members_") || event.equals("role_changed");
        return !told || users.isEmpty() ? "" : " (" + String.join(" ", users) + ")";
    }

    private static String mentioning(List<String> mentions) {
        return mentions.isEmpty() ? "" : " @" + String.join(" @", mentions);
    }

    private static String counts(Heard heard) {
        return " [" + heard.unread() + (heard.mentions() == 0 ? "" : " @" + heard.mentions()) + "]";
    }
}
