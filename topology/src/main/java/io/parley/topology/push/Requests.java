package io.parley.topology.push;

import io.parley.avro.Cause;
import io.parley.avro.ChangeEntry;
import io.parley.avro.ChatChange;
import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import io.parley.avro.UserChange;
import java.util.List;
import java.util.Set;

/** Which messages may wake a user at all, and what is said then. */
final class Requests {
    private static final Set<String> SAID_BY_PEOPLE = Set.of("text", "image", "file");

    private Requests() {}

    /** A message by somebody else, in a chat that the user did not mute, or that mentions the user. */
    static boolean mayWake(ChatChange change, ChangeEntry entry) {
        boolean said = change.getLastMessage() != null && SAID_BY_PEOPLE.contains(change.getMsgType());
        return said
                && entry.getRole() != null
                && !entry.getUser().equals(change.getSender())
                && (!entry.getMuted() || entry.getMentioned());
    }

    static PushRequest of(
            UserChange fact, ChatChange change, ChangeEntry entry, List<PushDevice> devices, Cause cause) {
        return new PushRequest(
                fact.getEventId() + "/" + entry.getUser(),
                "message",
                fact.getEventTime(),
                fact.getStamp(),
                cause,
                entry.getUser(),
                change.getChatId(),
                change.getLastMessage(),
                change.getSender(),
                change.getMsgType(),
                change.getPreview(),
                entry.getMentioned(),
                entry.getMuted(),
                badge(entry),
                devices,
                change.getKeyId());
    }

    /** Records of older releases know the count of their chat alone. */
    static int badge(ChangeEntry entry) {
        return entry.getBadge() == null ? entry.getUnread() : entry.getBadge();
    }
}
