package io.parley.tests.property;

import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.MarkDelivered;
import io.parley.avro.MarkRead;
import io.parley.avro.React;
import io.parley.avro.RemoveMember;
import io.parley.avro.RenameChat;
import io.parley.avro.Role;
import io.parley.avro.SendMessage;
import io.parley.avro.SetBlocked;
import io.parley.avro.SetMuted;
import io.parley.tests.model.Wish;
import java.util.Map;
import java.util.function.LongFunction;

/** A wish in the words of chat.raw: {@code chat_seq}s become ids. */
final class Commands {
    private Commands() {}

    static Object of(Wish wish, LongFunction<String> ids) {
        if (wish instanceof Wish.Once once) {
            return once(once, ids);
        } else if (wish instanceof Wish.Create create) {
            return CreateChat.newBuilder()
                    .setType(create.direct() ? ChatType.DIRECT : ChatType.GROUP)
                    .setName(create.name())
                    .setMembers(create.members())
                    .setNames(Map.of())
                    .build();
        } else if (wish instanceof Wish.Delivered mark) {
            return new MarkDelivered(ids.apply(mark.message()));
        } else if (wish instanceof Wish.Read mark) {
            return new MarkRead(ids.apply(mark.message()));
        }
        return membership(wish);
    }

    private static Object once(Wish.Once wish, LongFunction<String> ids) {
        String id = wish.clientMsgId();
        if (wish instanceof Wish.Send send) {
            Long replyTo = send.replyTo();
            return SendMessage.newBuilder()
                    .setClientMsgId(id)
                    .setMsgType("text")
                    .setContent(send.content())
                    .setMentions(send.mentions())
                    .setReplyTo(replyTo == null ? null : ids.apply(replyTo))
                    .build();
        } else if (wish instanceof Wish.Edit edit) {
            return EditMessage.newBuilder()
                    .setClientMsgId(id)
                    .setMsgId(ids.apply(edit.message()))
                    .setContent(edit.content())
                    .setMentions(edit.mentions())
                    .build();
        } else if (wish instanceof Wish.Delete delete) {
            return new DeleteMessage(id, ids.apply(delete.message()));
        }
        Wish.React react = (Wish.React) wish;
        return new React(id, ids.apply(react.message()), react.emoji(), react.add());
    }

    private static Object membership(Wish wish) {
        if (wish instanceof Wish.Rename rename) {
            return new RenameChat(rename.name());
        } else if (wish instanceof Wish.Add add) {
            return new AddMembers(add.members());
        } else if (wish instanceof Wish.Remove remove) {
            return new RemoveMember(remove.member());
        } else if (wish instanceof Wish.Role role) {
            return new ChangeRole(role.member(), Role.valueOf(role.rank().name()));
        } else if (wish instanceof Wish.Mute mute) {
            return new SetMuted(mute.muted());
        } else if (wish instanceof Wish.Block block) {
            return new SetBlocked(block.other(), block.on());
        }
        throw new IllegalStateException("no command for " + wish);
    }
}
