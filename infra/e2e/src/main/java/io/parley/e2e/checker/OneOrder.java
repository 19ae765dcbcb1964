package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each chat is one row of messages, counted from 1 without a gap, whose ids rise with it; everybody sees that row. */
final class OneOrder {

    private OneOrder() {}

    static void judge(Facts facts, Verdict verdict) {
        facts.chats().forEach(chat -> row(chat, verdict));
        facts.streams().forEach(stream -> inOrder(facts, stream, verdict));
        for (AtRest read : facts.history().atRest()) {
            read.histories().forEach((chatId, messages) -> falling(read.user(), messages, verdict));
        }
        for (Call call : facts.history().calls()) {
            if (call.succeeded() && call.is("GET", "chats/[^/]+/messages(\\?.*)?")) {
                page(call, verdict);
            }
        }
    }

    private static void row(ChatFacts chat, Verdict verdict) {
        long expected = 1;
        long ticks = -1;
        for (Said said : chat.inOrder()) {
            verdict.unless(
                    said.chatSeq() == expected,
                    Law.ONE_ORDER,
                    "%s: nobody ever saw chat_seq %d to %d",
                    chat.chatId(),
                    expected,
                    said.chatSeq() - 1);
            expected = said.chatSeq() + 1;
            verdict.unless(said.ticks() >= 0, Law.ONE_ORDER, "not a TimeUUID: %s", said);
            verdict.unless(said.ticks() > ticks, Law.ONE_ORDER, "its id is not later than the one before: %s", said);
            ticks = Math.max(ticks, said.ticks());
        }
    }

    private static void inOrder(Facts facts, UserStream stream, Verdict verdict) {
        Map<String, Long> last = new HashMap<>();
        for (Frame event : stream.events().values()) {
            if (!event.is("message")) {
                continue;
            }
            long place = event.json().path("chat_seq").asLong();
            Long before = last.put(event.chatId(), place);
            verdict.unless(
                    before == null || place > before,
                    Law.ONE_ORDER,
                    "%s got chat_seq %d after %d in %s (seq %d)",
                    stream.user(),
                    place,
                    before,
                    event.chatId(),
                    event.seq());
        }
    }

    private static void falling(String user, List<JsonNode> messages, Verdict verdict) {
        long before = Long.MAX_VALUE;
        for (JsonNode message : messages) {
            long place = message.path("chat_seq").asLong();
            verdict.unless(
                    place < before, Law.ONE_ORDER, "%s: history has %d after %d: %s", user, place, before, message);
            before = place;
        }
    }

    private static void page(Call call, Verdict verdict) {
        boolean rising = call.path().contains("after=");
        long before = rising ? Long.MIN_VALUE : Long.MAX_VALUE;
        for (JsonNode message : call.answer().path("messages")) {
            long place = message.path("chat_seq").asLong();
            verdict.unless(
                    rising ? place > before : place < before,
                    Law.ONE_ORDER,
                    "%s of %s: %d comes after %d",
                    call.path(),
                    call.user(),
                    place,
                    before);
            before = place;
        }
    }
}
