package io.parley.edge.presence;

import java.util.Arrays;
import java.util.List;

/**
 * Somebody types, as one edge tells another.
 *
 * @param to members who are, as far as is known, on the edge that is told
 */
record TypingNote(String chatId, String user, List<String> to) {
    private static final int WORDS_BEFORE = 2;

    String text() {
        return chatId + ' ' + user + ' ' + String.join(" ", to);
    }

    static TypingNote parse(String text) {
        String[] words = text.split(" ");
        if (words.length <= WORDS_BEFORE) {
            throw new IllegalArgumentException("not a typing note: " + text);
        }
        return new TypingNote(words[0], words[1], List.of(Arrays.copyOfRange(words, WORDS_BEFORE, words.length)));
    }
}
