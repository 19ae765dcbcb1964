package io.parley.edge.session;

import io.parley.avro.ChatCommand;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.FileRef;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.Origin;
import io.parley.avro.React;
import io.parley.avro.SendMessage;
import io.parley.edge.protocol.ClientFrame;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes raw events of frames. */
final class Commands {
    private final Clock wall;
    private final Supplier<String> ids;

    Commands(Clock wall) {
        this(wall, () -> UUID.randomUUID().toString());
    }

    Commands(Clock wall, Supplier<String> ids) {
        this.wall = wall;
        this.ids = ids;
    }

    ChatCommand send(ClientFrame.Message frame, @Nullable FileRef file, String user, Origin origin) {
        SendMessage send = SendMessage.newBuilder()
                .setClientMsgId(givenOrNew(frame.clientMsgId()))
                .setMsgType(frame.msgType())
                .setContent(frame.content())
                .setReplyTo(frame.replyTo())
                .setMentions(frame.mentions())
                .setFile(file)
                .setData(frame.data())
                .build();
        return command("message", frame.chatId(), user, origin, send);
    }

    ChatCommand edit(ClientFrame.Edit frame, String user, Origin origin) {
        EditMessage edit = EditMessage.newBuilder()
                .setClientMsgId(givenOrNew(frame.clientMsgId()))
                .setMsgId(frame.msgId())
                .setContent(frame.content())
                .setMentions(frame.mentions())
                .build();
        return command("edit", frame.chatId(), user, origin, edit);
    }

    ChatCommand delete(ClientFrame.Delete frame, String user, Origin origin) {
        DeleteMessage delete = DeleteMessage.newBuilder()
                .setClientMsgId(givenOrNew(frame.clientMsgId()))
                .setMsgId(frame.msgId())
                .build();
        return command("delete", frame.chatId(), user, origin, delete);
    }

    ChatCommand react(ClientFrame.React frame, String user, Origin origin) {
        React react = React.newBuilder()
                .setClientMsgId(givenOrNew(frame.clientMsgId()))
                .setMsgId(frame.msgId())
                .setEmoji(frame.emoji())
                .setAdd(frame.add())
                .build();
        return command("react", frame.chatId(), user, origin, react);
    }

    ChatCommand receipt(ClientFrame.Receipt frame, String user, Origin origin) {
        return frame.read()
                ? command("read", frame.chatId(), user, origin, new MarkRead(frame.msgId()))
                : command("delivered", frame.chatId(), user, origin, new MarkDelivered(frame.msgId()));
    }

    private ChatCommand command(String kind, String chatId, String user, Origin origin, Object command) {
        return ChatCommand.newBuilder()
                .setEventId(ids.get())
                .setKind(kind)
                .setEventTime(wall.instant())
                .setChatId(chatId)
                .setUser(user)
                .setOrigin(origin)
                .setCommand(command)
                .build();
    }

    private String givenOrNew(@Nullable String clientMsgId) {
        return clientMsgId == null ? ids.get() : clientMsgId;
    }
}
