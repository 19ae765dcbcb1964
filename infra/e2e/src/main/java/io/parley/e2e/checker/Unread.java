package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unread counts and those of mentions: along the stream each follows from what came before ({@link UnreadWalk}); at rest
 * both the last one said and the one that REST shows are the number of messages by others behind the last one read.
 */
final class Unread {

    static final long CAP = 10_000;

    /** What is said of a chat: how many messages are unread, and how many of them mention the reader. */
    record Numbers(long unread, long mentions) {
        @Override
        public String toString() {
            return unread + " unread, " + mentions + " mentions";
        }
    }

    private Unread() {}

    static void judge(Facts facts, Marks marks, Map<String, ChatStory> stories, Verdict verdict) {
        Map<String, Map<String, Numbers>> lastSaid = new HashMap<>();
        for (UserStream stream : facts.streams()) {
            lastSaid.put(stream.user(), new UnreadWalk(facts, stream, verdict).walk());
        }
        for (AtRest read : facts.history().atRest()) {
            for (JsonNode shown : read.chats()) {
                String chatId = shown.path("chat_id").asText();
                ChatFacts chat = facts.chat(chatId);
                Span span = chat == null ? null : chat.openSpan(read.user());
                if (chat == null || span == null) {
                    continue;
                }
                Numbers rest = new Numbers(
                        shown.path("unread").asLong(), shown.path("mentions").asLong());
                possible(marks, new Count(chat, read.user(), span, stories.get(chatId)), rest, verdict);
                Numbers said = lastSaid.getOrDefault(read.user(), Map.of()).get(chatId);
                verdict.unless(
                        said == null || said.equals(rest),
                        Law.UNREAD,
                        "%s was last told %s in %s, and REST says %s",
                        read.user(),
                        String.valueOf(said),
                        chatId,
                        rest);
            }
        }
    }

    private static void possible(Marks marks, Count count, Numbers rest, Verdict verdict) {
        Numbers most = count.after(marks.sureRead(count.chat.chatId(), count.user));
        Numbers least = count.after(marks.possibleRead(count.chat.chatId(), count.user));
        verdict.unless(
                rest.unread() >= least.unread() && rest.unread() <= most.unread(),
                Law.UNREAD,
                "%s has %d unread in %s by REST; it must be %d to %d",
                count.user,
                rest.unread(),
                count.chat.chatId(),
                least.unread(),
                most.unread());
        verdict.unless(
                count.story == null || (rest.mentions() >= least.mentions() && rest.mentions() <= most.mentions()),
                Law.UNREAD,
                "%s is mentioned %d times in %s by REST; it must be %d to %d",
                count.user,
                rest.mentions(),
                count.chat.chatId(),
                least.mentions(),
                most.mentions());
    }

    /** Counts what somebody has not read of a chat, when all is done. */
    private record Count(ChatFacts chat, String user, Span span, @Nullable ChatStory story) {
        Numbers after(long readUpTo) {
            long from = Math.max(readUpTo, span.joinedAt());
            long unread = 0;
            long mentions = 0;
            for (Said said : chat.inOrder()) {
                boolean counts = said.chatSeq() > from
                        && !said.isSystem()
                        && !said.sender().equals(user)
                        && !chat.isDeleted(said);
                MessageState state = counts && story != null ? story.message(said.msgId()) : null;
                unread += counts ? 1 : 0;
                mentions += state != null && state.mentions(user) ? 1 : 0;
            }
            return new Numbers(Math.min(CAP, unread), Math.min(CAP, mentions));
        }
    }
}
