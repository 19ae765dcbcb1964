package io.parley.sinks.redis;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of Redis, absolute and with what it is newer by, so that again is the same. The braces in keys are Redis'
 * hash tags: what one script touches lies on one node of a cluster.
 */
sealed interface RedisWrite {

    /** The keys that it touches; writes of the same keys go in one call. */
    List<String> keys();

    /** What a later write to the same place in the same batch makes needless; null when it must not be left out. */
    @Nullable
    Object replaces();

    /** A new message of a chat. {@code rest} is its JSON from the second field on. */
    record AddRecent(String chatId, long chatSeq, long stamp, String rest) implements RedisWrite {

        @Override
        public List<String> keys() {
            return recent(chatId);
        }

        @Override
        public @Nullable Object replaces() {
            return null;
        }
    }

    /** A change of a message, if it is among the newest. */
    record AmendRecent(String chatId, long chatSeq, long stamp, String change) implements RedisWrite {

        @Override
        public List<String> keys() {
            return recent(chatId);
        }

        @Override
        public @Nullable Object replaces() {
            return null;
        }
    }

    /** A user's unread count in a chat as of the user's {@code seq}; null when the user is no member. */
    record SetUnread(String user, String chatId, long seq, @Nullable Integer count) implements RedisWrite {

        @Override
        public List<String> keys() {
            return List.of("unread:{" + user + "}", "unread:{" + user + "}:seq");
        }

        @Override
        public @Nullable Object replaces() {
            return List.of("unread", user, chatId);
        }
    }

    /** All open connections of a user: device to connection. */
    record SetEdges(String user, long stamp, Map<String, String> connections) implements RedisWrite {

        @Override
        public List<String> keys() {
            return List.of("edges:{" + user + "}", "edges:{" + user + "}:stamp");
        }

        @Override
        public @Nullable Object replaces() {
            return List.of("edges", user);
        }
    }

    private static List<String> recent(String chatId) {
        return List.of("chat:{" + chatId + "}:recent");
    }
}
