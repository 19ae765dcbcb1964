package io.parley.e2e.checker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far each user said they are in each chat: what they surely said (the frame was handled), and what they may have
 * said (it was sent, and perhaps lost with its connection).
 */
final class Marks {

    private record Key(String chatId, String user) {}

    private static final class Mark {
        long sure;
        final Set<String> named = new HashSet<>();
        long possible;
    }

    private final Map<Key, Mark> read = new HashMap<>();
    private final Map<Key, Mark> delivered = new HashMap<>();

    Marks(Facts facts) {
        for (Connection connection : facts.history().connections()) {
            Set<String> refused = connection.refusedRefs();
            long handledUpTo = connection.handledUpTo();
            for (Frame frame : connection.sent()) {
                boolean isRead = frame.is("read");
                if ((isRead || frame.is("delivered")) && !refused.contains(frame.text("ref"))) {
                    add(facts, connection.user(), frame, isRead, frame.nanos() <= handledUpTo);
                }
            }
        }
    }

    private void add(Facts facts, String user, Frame frame, boolean isRead, boolean sure) {
        ChatFacts chat = facts.chat(frame.chatId());
        long position = chat == null ? 0 : chat.position(frame.text("msg_id"));
        Key key = new Key(frame.chatId(), user);
        note(delivered, key, frame, position, sure);
        if (isRead) {
            note(read, key, frame, position, sure);
        }
    }

    private static void note(Map<Key, Mark> marks, Key key, Frame frame, long position, boolean sure) {
        Mark mark = marks.computeIfAbsent(key, k -> new Mark());
        mark.named.add(frame.text("msg_id"));
        mark.possible = Math.max(mark.possible, position);
        if (sure) {
            mark.sure = Math.max(mark.sure, position);
        }
    }

    long sureRead(String chatId, String user) {
        return mark(read, chatId, user).sure;
    }

    long possibleRead(String chatId, String user) {
        return mark(read, chatId, user).possible;
    }

    long sureDelivered(String chatId, String user) {
        return mark(delivered, chatId, user).sure;
    }

    long possibleDelivered(String chatId, String user) {
        return mark(delivered, chatId, user).possible;
    }

    /** Whether this user ever said this of this message. */
    boolean named(String chatId, String user, String msgId, boolean asRead) {
        return mark(asRead ? read : delivered, chatId, user).named.contains(msgId);
    }

    private static Mark mark(Map<Key, Mark> marks, String chatId, String user) {
        return marks.getOrDefault(new Key(chatId, user), new Mark());
    }
}
