package io.parley.topology.chat;

import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.CreateChat;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.React;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.ReportMessage;
import io.parley.avro.SendMessage;
import io.parley.avro.SetBlocked;
import io.parley.avro.SetMuted;
import io.parley.ids.Ids;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;

/**
 * Decides commands: everything that changes a chat goes through here in the order of one log, so a right is checked at the
 * same point of the order where it matters. Pure: what it reads is in the view, what it wants done is in the outcome, and
 * time is the record's.
 */
public final class ChatDecisions {
    private final TalkConfig config;
    private final MessageIds ids;

    public ChatDecisions(TalkConfig config, MessageIds ids) {
        this.config = config;
        this.ids = ids;
    }

    public Outcome decide(Request request, ChatView view) {
        Draft draft = new Draft(request, view, config, ids);
        if (!Ids.isValid(draft.chatId()) || !Ids.isValid(draft.user())) {
            return draft.reject(Code.BAD_REQUEST, "The chat or the user has no id.");
        }
        ReportMessage report = request.command().getReport();
        if (report != null) {
            return Reporting.decide(draft, report);
        }
        Object command = request.command().getCommand();
        if (request.command().getMoreMarks() != null && !Commands.isMark(command)) {
            return draft.reject(Code.BAD_REQUEST, "Marks come together with marks alone.");
        }
        return isAboutMessages(command) ? aboutMessages(draft, command) : aboutChats(draft, command);
    }

    /**
     * A round of telling senders how far their messages are, when the chat waits for one.
     *
     * @param now by the clock of the log, as far as it can be known without a record
     */
    Outcome tell(Moment moment, long now, ChatView view) {
        Draft draft = new Draft(moment, view, config, ids);
        Telling.goOn(draft, now);
        return draft.done(null);
    }

    private static boolean isAboutMessages(Object command) {
        return command instanceof SendMessage
                || Commands.isMark(command)
                || command instanceof EditMessage
                || command instanceof DeleteMessage
                || command instanceof React;
    }

    private static Outcome aboutMessages(Draft draft, Object command) {
        if (command instanceof SendMessage send) {
            return Sending.decide(draft, send);
        }
        if (Commands.isMark(command)) {
            return Marking.decide(draft);
        }
        if (command instanceof EditMessage edit) {
            return Changing.edit(draft, edit);
        }
        if (command instanceof DeleteMessage delete) {
            return Changing.delete(draft, delete);
        }
        return Reacting.decide(draft, (React) command);
    }

    private static Outcome aboutChats(Draft draft, Object command) {
        if (command instanceof CreateChat create) {
            return Creation.decide(draft, create);
        }
        if (command instanceof RenameChat rename) {
            return Governing.rename(draft, rename);
        }
        if (command instanceof AddMembers add) {
            return Governing.add(draft, add);
        }
        if (command instanceof RemoveMember remove) {
            return Leaving.decide(draft, remove);
        }
        if (command instanceof ChangeRole role) {
            return Governing.changeRole(draft, role);
        }
        if (command instanceof SetMuted mute) {
            return Personal.mute(draft, mute);
        }
        return command instanceof SetBlocked block
                ? Personal.block(draft, block)
                : draft.reject(Code.BAD_REQUEST, "There is no such command.");
    }
}
