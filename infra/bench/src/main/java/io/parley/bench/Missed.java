package io.parley.bench;

import io.parley.client.Chat;
import io.parley.client.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What somebody missed: by chat, how many messages came in it, all by others and none before. And from that what the
 * contract promises to who comes back; what is not so is told in words. Pure.
 */
record Missed(long since, Map<String, Integer> messages) {

    /** Events that a user's stream keeps ({@code talk.kept.events}); it may keep somewhat more. */
    static final int KEPT_EVENTS = 2_000;

    /** What a count of unread messages says when there are more than it can. */
    static final int MORE_UNREAD = 10_000;

    int events() {
        return messages.values().stream().mapToInt(Integer::intValue).sum();
    }

    List<String> wrongIn(Visitor.Greeting greeting) {
        List<String> wrong = new ArrayList<>();
        if (greeting.head() != since + events()) {
            wrong.add("greeted with " + greeting.head() + " after " + since + " and " + events() + " events");
        }
        if (events() <= KEPT_EVENTS && !greeting.resumed()) {
            wrong.add("not resumed after " + events() + " events");
        }
        return wrong;
    }

    List<String> wrongIn(List<Chat> chats) {
        List<String> wrong = new ArrayList<>();
        if (chats.size() != messages.size()) {
            wrong.add(chats.size() + " chats instead of " + messages.size());
        }
        for (Chat chat : chats) {
            int came = messages.getOrDefault(chat.chatId(), 0);
            Message last = chat.lastMessage();
            if (chat.unread() != Math.min(came, MORE_UNREAD)) {
                wrong.add(chat.unread() + " unread instead of " + Math.min(came, MORE_UNREAD));
            }
            if (last == null || last.chatSeq() != came) {
                wrong.add("the last message is not number " + came);
            }
        }
        return wrong;
    }

    /** The newest page, newest first, at most so many. */
    List<String> wrongIn(String chatId, List<Message> page, int limit) {
        int came = messages.getOrDefault(chatId, 0);
        List<String> wrong = new ArrayList<>();
        if (page.size() != Math.min(came, limit)) {
            wrong.add("a page of " + page.size() + " of " + came + " messages");
        }
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).chatSeq() != came - i) {
                wrong.add("number " + page.get(i).chatSeq() + " in the place of " + (came - i));
            }
        }
        return wrong;
    }
}
