package io.parley.topology.chat;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.Mark;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.React;
import io.parley.avro.SendMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer repeats of its command. */
final class Commands {
    private Commands() {}

    static @Nullable String clientMsgIdOf(ChatCommand command) {
        Object what = command.getCommand();
        if (what instanceof SendMessage send) {
            return send.getClientMsgId();
        }
        if (what instanceof EditMessage edit) {
            return edit.getClientMsgId();
        }
        if (what instanceof DeleteMessage delete) {
            return delete.getClientMsgId();
        }
        return what instanceof React react ? react.getClientMsgId() : null;
    }

    static boolean isMark(Object command) {
        return command instanceof MarkDelivered || command instanceof MarkRead;
    }

    /** The command without the marks that came with it: when it comes again with facts, they must not come again. */
    static ChatCommand alone(ChatCommand c) {
        return c.getMoreMarks() == null
                ? c
                : new ChatCommand(
                        c.getEventId(),
                        c.getKind(),
                        c.getEventTime(),
                        c.getChatId(),
                        c.getUser(),
                        c.getOrigin(),
                        c.getFacts(),
                        c.getCommand(),
                        c.getService(),
                        c.getReport(),
                        null);
    }

    /** The marks that came with a mark, each as the command that it would have been. */
    static List<ChatCommand> moreMarks(ChatCommand first) {
        List<Mark> marks = first.getMoreMarks() == null ? List.of() : first.getMoreMarks();
        List<ChatCommand> commands = new ArrayList<>(marks.size());
        for (Mark mark : marks) {
            commands.add(new ChatCommand(
                    first.getEventId() + "/" + (commands.size() + 1),
                    mark.getRead() ? "read" : "delivered",
                    first.getEventTime(),
                    first.getChatId(),
                    mark.getUser(),
                    mark.getOrigin(),
                    null,
                    mark.getRead() ? new MarkRead(mark.getMsgId()) : new MarkDelivered(mark.getMsgId()),
                    null,
                    null,
                    null));
        }
        return commands;
    }

    static @Nullable String msgIdOf(ChatCommand command) {
        Object what = command.getCommand();
        if (what instanceof EditMessage edit) {
            return edit.getMsgId();
        }
        if (what instanceof DeleteMessage delete) {
            return delete.getMsgId();
        }
        if (what instanceof React react) {
            return react.getMsgId();
        }
        if (what instanceof MarkDelivered delivered) {
            return delivered.getMsgId();
        }
        return what instanceof MarkRead read ? read.getMsgId() : null;
    }
}
