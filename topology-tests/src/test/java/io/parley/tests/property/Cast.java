package io.parley.tests.property;

import io.parley.ids.ChatIds;
import java.util.List;

/** Who and what there is in a story. Five of the six people live apart on four shards. */
final class Cast {
    static final List<String> PEOPLE = List.of("ann", "bob", "cat", "dan", "eve", "fay");

    private static final List<String> CHATS = List.of(
            ChatIds.group("ann", "g0"),
            ChatIds.group("bob", "g1"),
            ChatIds.group("ann", "g2"),
            ChatIds.direct("ann", "bob"),
            ChatIds.direct("cat", "ann"));

    private static final List<List<String>> DIRECT = List.of(List.of("ann", "bob"), List.of("ann", "cat"));
    private static final int GROUPS = 3;

    private Cast() {}

    static String person(int number) {
        return PEOPLE.get(Math.floorMod(number, PEOPLE.size()));
    }

    static int chats() {
        return CHATS.size();
    }

    static String chat(int number) {
        return CHATS.get(Math.floorMod(number, CHATS.size()));
    }

    static boolean isGroup(String chat) {
        return CHATS.indexOf(chat) < GROUPS;
    }

    /** Who may make the chat: its id holds their name. */
    static String maker(String chat, int number) {
        int index = CHATS.indexOf(chat);
        return isGroup(chat)
                ? (index == 1 ? "bob" : "ann")
                : DIRECT.get(index - GROUPS).get(Math.floorMod(number, 2));
    }

    static String peer(String chat, String user) {
        List<String> pair = DIRECT.get(CHATS.indexOf(chat) - GROUPS);
        return pair.get(0).equals(user) ? pair.get(1) : pair.get(0);
    }

    static boolean isOneOf(String chat, String user) {
        return DIRECT.get(CHATS.indexOf(chat) - GROUPS).contains(user);
    }
}
