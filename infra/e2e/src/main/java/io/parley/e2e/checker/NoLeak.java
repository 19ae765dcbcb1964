package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Nobody is shown a message of a time when they were not a member; after the event that tells of a removal nothing of
 * the chat follows until another tells of a return; and who was put out for certain cannot read.
 */
final class NoLeak {

    private static final Set<String> ABOUT_A_MESSAGE = Set.of("message", "edited", "deleted", "reaction");

    private NoLeak() {}

    static void judge(Facts facts, Verdict verdict) {
        for (UserStream stream : facts.streams()) {
            for (Frame event : stream.events().values()) {
                if (ABOUT_A_MESSAGE.contains(event.type())) {
                    allowed(facts, stream.user(), event.json(), "seq " + event.seq(), verdict);
                }
            }
            silentAfterRemoval(stream, verdict);
        }
        for (Call call : facts.history().calls()) {
            Messages.in(call).forEach(message -> allowed(facts, call.user(), message, call.path(), verdict));
            notReadable(facts, call, verdict);
        }
        for (AtRest read : facts.history().atRest()) {
            read.histories()
                    .values()
                    .forEach(messages -> messages.forEach(
                            message -> allowed(facts, read.user(), message, "history at rest", verdict)));
        }
    }

    private static void allowed(Facts facts, String user, JsonNode message, String where, Verdict verdict) {
        ChatFacts chat = facts.chat(message.path("chat_id").asText());
        verdict.unless(
                chat != null && chat.maySee(user, message.path("chat_seq").asLong()),
                Law.NO_LEAK,
                "%s was shown (%s) what is not for them: %s, member in %s",
                user,
                where,
                message,
                chat == null ? List.of() : chat.spansOf(user));
    }

    private static void silentAfterRemoval(UserStream stream, Verdict verdict) {
        Set<String> out = new HashSet<>();
        for (Frame event : stream.events().values()) {
            boolean names = names(event, stream.user());
            if (names && Set.of("members_added", "created").contains(event.text("event"))) {
                out.remove(event.chatId());
            }
            verdict.unless(
                    !out.contains(event.chatId()),
                    Law.NO_LEAK,
                    "%s was put out, and hears still (seq %d): %s",
                    stream.user(),
                    event.seq(),
                    event.json());
            if (names && event.text("event").equals("members_removed")) {
                out.add(event.chatId());
            }
        }
    }

    private static boolean names(Frame event, String user) {
        if (event.is("chat")) {
            for (JsonNode named : event.json().path("users")) {
                if (named.asText().equals(user)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void notReadable(Facts facts, Call read, Verdict verdict) {
        if (!read.succeeded() || !read.is("GET", "chats/[^/]+(/messages.*)?(\\?.*)?")) {
            return;
        }
        long outSince = Long.MIN_VALUE;
        long inSince = Long.MIN_VALUE;
        for (Call other : facts.history().calls()) {
            if (!other.segment(1).equals(read.segment(1))) {
                continue;
            }
            boolean removes = other.is("DELETE", "chats/[^/]+/members/[^/]+")
                    && other.segment(3).equals(read.user());
            if (removes && other.status() == 204 && other.endNanos() < read.startNanos()) {
                outSince = Math.max(outSince, other.startNanos());
            }
            boolean adds = other.is("POST", "chats/[^/]+/members") && adds(other, read.user());
            if (adds && other.startNanos() < read.endNanos()) {
                inSince = Math.max(inSince, other.endNanos());
            }
        }
        verdict.unless(
                outSince == Long.MIN_VALUE || inSince > outSince,
                Law.NO_LEAK,
                "%s was put out before, and reads %s",
                read.user(),
                read.path());
    }

    private static boolean adds(Call call, String user) {
        for (JsonNode named : call.request().path("members")) {
            if (named.asText().equals(user)) {
                return true;
            }
        }
        return false;
    }
}
