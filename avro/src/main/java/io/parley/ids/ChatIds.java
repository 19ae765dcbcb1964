package io.parley.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Chat ids are hashes of what makes a chat one: so two creators of the same chat, and a creation sent again, meet in one
 * shard without asking anybody. The first letter says the kind.
 */
public final class ChatIds {
    private static final int HASH_BYTES = 18;

    private ChatIds() {}

    /** The one chat of two users, whoever asks. */
    public static String direct(String one, String other) {
        boolean inOrder = one.compareTo(other) <= 0;
        return "d" + hash("direct", inOrder ? one : other, inOrder ? other : one);
    }

    /** The group that this caller names so. */
    public static String group(String caller, String clientChatId) {
        return "g" + hash("group", caller, clientChatId);
    }

    public static boolean isDirect(String chatId) {
        return chatId.startsWith("d");
    }

    private static String hash(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        byte[] head = Arrays.copyOf(digest.digest(), HASH_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(head);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
