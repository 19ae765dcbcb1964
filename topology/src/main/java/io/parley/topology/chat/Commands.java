package io.parley.topology.chat;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.React;
import io.parley.avro.SendMessage;
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
