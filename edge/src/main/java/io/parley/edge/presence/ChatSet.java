package io.parley.edge.presence;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The chats of a user in 8 bytes each: the head of the hash that a chat id is. Two chats of a user and a watcher would
 * have to meet in 64 bits of SHA-256 for a stranger's status to be seen.
 */
final class ChatSet {
    static final ChatSet NONE = new ChatSet(new long[0]);
    private static final int HASHED = 11; // characters of base64url that hold 64 bits
    private static final int BITS = 6;
    private static final String ALPHABET =
            String.join("", List.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789-_"));

    private final long[] sorted;

    private ChatSet(long[] sorted) {
        this.sorted = sorted;
    }

    static ChatSet of(Collection<String> chatIds) {
        long[] all = chatIds.stream().mapToLong(ChatSet::head).toArray();
        Arrays.sort(all);
        return new ChatSet(all);
    }

    boolean contains(String chatId) {
        return Arrays.binarySearch(sorted, head(chatId)) >= 0;
    }

    boolean meets(ChatSet other) {
        int mine = 0;
        int theirs = 0;
        while (mine < sorted.length && theirs < other.sorted.length) {
            int order = Long.compare(sorted[mine], other.sorted[theirs]);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                mine++;
            } else {
                theirs++;
            }
        }
        return false;
    }

    int size() {
        return sorted.length;
    }

    /** The first letter says the kind and is no part of the hash; what is no hash is taken as it is. */
    private static long head(String chatId) {
        long head = 0;
        for (int i = 1; i <= HASHED && i < chatId.length(); i++) {
            head = (head << BITS) | value(chatId.charAt(i));
        }
        return head;
    }

    private static int value(char c) {
        return ALPHABET.indexOf(c);
    }
}
