package io.parley.e2e.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

    private record Refused(long position, long nanos) {}

    /**
     * An edge holds marks in groups back for a second and then says the newest of the user, from whichever device: when that
     * one is refused, so are those that it stood for, without a word to them.
     */
    private static final long HELD_AT_MOST = Duration.ofSeconds(3).toNanos();

    private final Map<Key, List<Refused>> refusals = new HashMap<>();

    Marks(Facts facts) {
        for (Connection connection : facts.history().connections()) {
            Set<String> refused = connection.refusedRefs();
            marks(connection)
                    .filter(frame -> refused.contains(frame.text("ref")))
                    .forEach(frame -> refusals.computeIfAbsent(
                                    new Key(frame.chatId(), connection.user()), first -> new ArrayList<>())
                            .add(new Refused(position(facts, frame), frame.nanos())));
        }
        for (Connection connection : facts.history().connections()) {
            Set<String> refused = connection.refusedRefs();
            long handledUpTo = connection.handledUpTo();
            marks(connection)
                    .filter(frame -> !refused.contains(frame.text("ref")))
                    .forEach(frame -> add(facts, connection.user(), frame, frame.nanos() <= handledUpTo));
        }
    }

    private static Stream<Frame> marks(Connection connection) {
        return connection.sent().stream().filter(frame -> frame.is("read") || frame.is("delivered"));
    }

    private static long position(Facts facts, Frame frame) {
        ChatFacts chat = facts.chat(frame.chatId());
        return chat == null ? 0 : chat.position(frame.text("msg_id"));
    }

    private boolean isStoodForByOneRefused(Key key, long position, long nanos) {
        return refusals.getOrDefault(key, List.of()).stream()
                .anyMatch(refused -> refused.position >= position && Math.abs(refused.nanos - nanos) <= HELD_AT_MOST);
    }

    private void add(Facts facts, String user, Frame frame, boolean handled) {
        boolean isRead = frame.is("read");
        long position = position(facts, frame);
        Key key = new Key(frame.chatId(), user);
        boolean sure = handled && !isStoodForByOneRefused(key, position, frame.nanos());
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
