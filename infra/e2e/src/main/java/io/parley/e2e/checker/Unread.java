package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unread counts: along the stream each follows from the one before and what came between; at rest both the last one
 * said and the one that REST shows are the number of messages by others behind the last one read.
 */
final class Unread {

    private static final long CAP = 10_000;

    private Unread() {}

    static void judge(Facts facts, Marks marks, Verdict verdict) {
        Map<String, Map<String, Long>> lastSaid = new HashMap<>();
        for (UserStream stream : facts.streams()) {
            lastSaid.put(stream.user(), walk(stream, verdict));
        }
        for (AtRest read : facts.history().atRest()) {
            for (JsonNode chat : read.chats()) {
                atRest(facts, marks, read.user(), chat, lastSaid.getOrDefault(read.user(), Map.of()), verdict);
            }
        }
    }

    /** Holds every count against the one before; gives the last one of each chat that is known for sure. */
    private static Map<String, Long> walk(UserStream stream, Verdict verdict) {
        Map<String, Long> counts = new HashMap<>();
        long last = 0;
        for (Frame event : stream.events().values()) {
            if (event.seq() != last + 1) {
                counts.clear();
            }
            last = event.seq();
            Long said = said(event);
            if (said == null) {
                continue;
            }
            Long before = counts.put(event.chatId(), said);
            if (event.is("message") && before != null) {
                long expected = Math.min(CAP, before + (countsFor(stream.user(), event.json()) ? 1 : 0));
                verdict.unless(
                        said == expected,
                        Law.UNREAD,
                        "%s had %d unread in %s, and then %s (expected %d)",
                        stream.user(),
                        before,
                        event.chatId(),
                        event.json(),
                        expected);
            }
        }
        if (last != stream.head()) {
            counts.clear();
        }
        return counts;
    }

    private static @Nullable Long said(Frame event) {
        return switch (event.type()) {
            case "message" -> event.json().path("unread").asLong();
            case "unread" -> event.json().path("count").asLong();
            case "chat" -> event.json().path("chat").path("unread").asLong();
            default -> null;
        };
    }

    private static boolean countsFor(String user, JsonNode message) {
        String sender = message.path("sender").asText();
        return !sender.isEmpty() && !sender.equals(user);
    }

    private static void atRest(
            Facts facts, Marks marks, String user, JsonNode shown, Map<String, Long> lastSaid, Verdict verdict) {
        String chatId = shown.path("chat_id").asText();
        ChatFacts chat = facts.chat(chatId);
        Span span = chat == null ? null : chat.openSpan(user);
        if (chat == null || span == null) {
            return;
        }
        long most = count(chat, user, span, marks.sureRead(chatId, user));
        long least = count(chat, user, span, marks.possibleRead(chatId, user));
        long rest = shown.path("unread").asLong();
        verdict.unless(
                rest >= least && rest <= most,
                Law.UNREAD,
                "%s has %d unread in %s by REST; it must be %d to %d",
                user,
                rest,
                chatId,
                least,
                most);
        Long said = lastSaid.get(chatId);
        verdict.unless(
                said == null || said == rest,
                Law.UNREAD,
                "%s was last told %s unread in %s, and REST says %d",
                user,
                String.valueOf(said),
                chatId,
                rest);
    }

    private static long count(ChatFacts chat, String user, Span span, long readUpTo) {
        long from = Math.max(readUpTo, span.joinedAt());
        long count = chat.inOrder().stream()
                .filter(said -> said.chatSeq() > from && !said.isSystem())
                .filter(said -> !said.sender().equals(user) && !chat.isDeleted(said))
                .count();
        return Math.min(CAP, count);
    }
}
