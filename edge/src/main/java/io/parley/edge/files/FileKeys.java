package io.parley.edge.files;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a file's objects lie. The chat stands in every key, so that no chat can name another's file; ids cannot be
 * guessed, and have nothing in them that a key could be misread by.
 */
record FileKeys(String path) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + 2 * ID_BYTES + "}");
    private static final Pattern PENDING_KEY = Pattern.compile("pending/([0-9]{12})/(chat-[^/]+/[0-9a-f]+)");

    /** Of files that no message has claimed yet; keys begin with the time, so the oldest come first. */
    static final String PENDING = "pending/";

    /** What waits for a message, and since when. */
    record Pending(String key, Instant since, FileKeys file) {}

    static String freshId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    static FileKeys of(String chatId, String fileId) {
        return new FileKeys("chat-" + chatId + "/" + fileId);
    }

    /** What the cards of a chat's files begin with. */
    static String cardsOf(String chatId) {
        return "cards/chat-" + chatId + "/";
    }

    String body() {
        return "files/" + path;
    }

    String thumbnail() {
        return "thumbnails/" + path;
    }

    String card() {
        return "cards/" + path;
    }

    /** Whole seconds: a file counts as a little older than it is. */
    String pending(Instant uploadedAt) {
        return String.format("%s%012d/%s", PENDING, uploadedAt.getEpochSecond(), path);
    }

    static Optional<Pending> parsePending(String key) {
        var match = PENDING_KEY.matcher(key);
        return match.matches()
                ? Optional.of(new Pending(
                        key, Instant.ofEpochSecond(Long.parseLong(match.group(1))), new FileKeys(match.group(2))))
                : Optional.empty();
    }
}
