package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What a read with {@code min_seq} says reflects everything that the caller was told up to it: so nothing can fall
 * between a snapshot and the live events behind it.
 */
final class Snapshots {

    private Snapshots() {}

    static void judge(Facts facts, Verdict verdict) {
        for (Call call : facts.history().calls()) {
            if (!call.succeeded() || !call.path().contains("min_seq=")) {
                continue;
            }
            long minSeq = Long.parseLong(call.parameter("min_seq"));
            if (call.is("GET", "chats\\?.*")) {
                long asOf = call.answer().path("as_of").asLong();
                verdict.unless(
                        asOf >= minSeq, Law.NOTHING_MISSED, "%s of %s: as_of %d", call.path(), call.user(), asOf);
                call.answer().path("chats").forEach(chat -> {
                    lastMessage(facts, call, chat, asOf, verdict);
                    isUpToDate(facts, call, chat.path("last_message"), asOf, verdict);
                });
            } else if (call.is("GET", "chats/[^/]+/messages\\?.*")
                    && !call.path().contains("after=")) {
                page(facts, call, minSeq, verdict);
                call.answer().path("messages").forEach(message -> isUpToDate(facts, call, message, minSeq, verdict));
            }
        }
    }

    private static void lastMessage(Facts facts, Call call, JsonNode chat, long asOf, Verdict verdict) {
        long shown = chat.path("last_message").path("chat_seq").asLong();
        String chatId = chat.path("chat_id").asText();
        for (Frame event : told(facts, call, asOf)) {
            verdict.unless(
                    !isMessageOf(event, chatId) || event.json().path("chat_seq").asLong() <= shown,
                    Law.NOTHING_MISSED,
                    "%s of %s as of %d shows chat_seq %d as the last of %s, but seq %d was %s",
                    call.path(),
                    call.user(),
                    asOf,
                    shown,
                    chatId,
                    event.seq(),
                    event.json());
        }
    }

    private static void page(Facts facts, Call call, long minSeq, Verdict verdict) {
        Set<Long> places = new HashSet<>();
        call.answer()
                .path("messages")
                .forEach(message -> places.add(message.path("chat_seq").asLong()));
        boolean whole = call.answer().path("next_before").isNull()
                || call.answer().path("next_before").isMissingNode();
        long oldest =
                whole ? 0 : places.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        String before = call.parameter("before");
        String chatId = call.segment(1);
        ChatFacts chat = facts.chat(chatId);
        long newest = before.isEmpty() || chat == null ? Long.MAX_VALUE : chat.position(before);
        for (Frame event : told(facts, call, minSeq)) {
            long place = event.json().path("chat_seq").asLong();
            boolean owed = isMessageOf(event, chatId) && place >= oldest && place < newest;
            verdict.unless(
                    !owed || places.contains(place),
                    Law.NOTHING_MISSED,
                    "%s of %s lacks what seq %d told: %s",
                    call.path(),
                    call.user(),
                    event.seq(),
                    event.json());
        }
    }

    /** A message is shown as it was told to have become, or later. */
    private static void isUpToDate(Facts facts, Call call, JsonNode message, long seq, Verdict verdict) {
        for (Frame event :
                facts.stream(call.user()).changesOf(message.path("msg_id").asText())) {
            String field = event.is("edited") ? "edited_at" : "deleted_at";
            boolean later = message.has("deleted_at")
                    || event.text(field).compareTo(message.path(field).asText()) <= 0;
            verdict.unless(
                    event.seq() > seq || later,
                    Law.NOTHING_MISSED,
                    "%s of %s shows %s, though seq %d was %s",
                    call.path(),
                    call.user(),
                    message,
                    event.seq(),
                    event.json());
        }
    }

    private static Iterable<Frame> told(Facts facts, Call call, long seq) {
        return facts.stream(call.user()).events().headMap(seq, true).values();
    }

    private static boolean isMessageOf(Frame event, String chatId) {
        return event.is("message") && event.chatId().equals(chatId);
    }
}
