package io.parley.edge.bus;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.React;
import io.parley.avro.Rejected;
import io.parley.avro.SendMessage;

/** What a rejection names, taken from the command that it answers. */
final class Named {
    private Named() {}

    static Rejected.Builder of(ChatCommand command) {
        Rejected.Builder rejected = Rejected.newBuilder().setChatId(command.getChatId());
        Object wanted = command.getCommand();
        if (wanted instanceof SendMessage send) {
            rejected.setClientMsgId(send.getClientMsgId());
        } else if (wanted instanceof EditMessage edit) {
            rejected.setClientMsgId(edit.getClientMsgId()).setMsgId(edit.getMsgId());
        } else if (wanted instanceof DeleteMessage delete) {
            rejected.setClientMsgId(delete.getClientMsgId()).setMsgId(delete.getMsgId());
        } else if (wanted instanceof React react) {
            rejected.setClientMsgId(react.getClientMsgId()).setMsgId(react.getMsgId());
        } else if (wanted instanceof MarkDelivered delivered) {
            rejected.setMsgId(delivered.getMsgId());
        } else if (wanted instanceof MarkRead read) {
            rejected.setMsgId(read.getMsgId());
        }
        return rejected;
    }
}
