package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every acknowledged message is a fact, as it was sent; every fact reaches all who were members, in the stream and in
 * history, once. A seq that nobody ever saw excuses the stream, not the history.
 */
final class AckedIsKept {

    private AckedIsKept() {}

    static void judge(Facts facts, Verdict verdict) {
        Ack.all(facts.history()).forEach(ack -> acked(facts, ack, verdict));
        contents(facts, verdict);
        for (ChatFacts chat : facts.chats()) {
            for (String user : chat.everMembers()) {
                reaches(chat, facts.stream(user), verdict);
            }
        }
        for (Connection connection : facts.history().connections()) {
            onceOn(connection, verdict);
        }
        for (AtRest read : facts.history().atRest()) {
            read.histories().forEach((chatId, messages) -> kept(facts, read.user(), chatId, messages, verdict));
        }
    }

    private static void acked(Facts facts, Ack ack, Verdict verdict) {
        ChatFacts chat = facts.chat(ack.chatId());
        Said said = chat == null ? null : chat.byId(ack.msgId());
        if (said == null) {
            verdict.broken(Law.ACKED_IS_KEPT, "acknowledged and never seen: %s", ack);
        } else if (ack.ofMessage()) {
            boolean same = said.sender().equals(ack.sender())
                    && said.chatSeq() == ack.chatSeq()
                    && said.clientMsgId().equals(ack.clientMsgId());
            verdict.unless(same, Law.ACKED_IS_KEPT, "acknowledged as %s and shown as %s", ack, said);
        }
    }

    /** What is shown has the words of what was sent, as long as nobody edited or deleted it. */
    private static void contents(Facts facts, Verdict verdict) {
        Map<String, String> sent = new HashMap<>();
        for (Connection connection : facts.history().connections()) {
            for (Frame frame : connection.sent()) {
                if (frame.is("message") && frame.json().has("client_msg_id")) {
                    sent.putIfAbsent(key(connection.user(), frame.json()), frame.text("content"));
                }
            }
        }
        for (UserStream stream : facts.streams()) {
            for (Frame event : stream.events().values()) {
                String words = event.is("message") ? sent.get(key(event.text("sender"), event.json())) : null;
                boolean same = words == null
                        || event.json().has("edited_at")
                        || event.json().has("deleted_at")
                        || words.equals(event.text("content"));
                verdict.unless(
                        same, Law.ACKED_IS_KEPT, "%s was shown other words than sent: %s", stream.user(), event.json());
            }
        }
    }

    private static String key(String sender, JsonNode message) {
        return sender + "\n" + message.path("chat_id").asText() + "\n"
                + message.path("client_msg_id").asText();
    }

    private static void reaches(ChatFacts chat, UserStream stream, Verdict verdict) {
        Map<Long, Long> seqByPlace = new HashMap<>();
        for (Frame event : stream.events().values()) {
            if (event.is("message") && event.chatId().equals(chat.chatId())) {
                Long before =
                        seqByPlace.putIfAbsent(event.json().path("chat_seq").asLong(), event.seq());
                verdict.unless(
                        before == null,
                        Law.ACKED_IS_KEPT,
                        "%s has a message twice, as seq %s and %s: %s",
                        stream.user(),
                        before,
                        event.seq(),
                        event.json());
            }
        }
        long after = 0;
        for (Said said : chat.inOrder()) {
            Long seq = seqByPlace.get(said.chatSeq());
            if (seq != null) {
                after = seq;
            } else if (chat.mustSee(stream.user(), said.chatSeq())) {
                long before = nextSeq(chat, said, seqByPlace, stream.head() + 1);
                verdict.unless(
                        !stream.sawAllBetween(after, before) || stream.events().isEmpty(),
                        Law.ACKED_IS_KEPT,
                        "%s never got %s (seqs %d to %d were all seen)",
                        stream.user(),
                        said,
                        after,
                        before);
            }
        }
    }

    /** The seq that a missing message must have come before. */
    private static long nextSeq(ChatFacts chat, Said missing, Map<Long, Long> seqByPlace, long end) {
        for (Said later : chat.inOrder()) {
            Long seq = later.chatSeq() > missing.chatSeq() ? seqByPlace.get(later.chatSeq()) : null;
            if (seq != null) {
                return seq;
            }
        }
        return end;
    }

    private static void onceOn(Connection connection, Verdict verdict) {
        Set<String> shown = new HashSet<>();
        for (Frame frame : connection.received()) {
            if (frame.is("message")) {
                verdict.unless(
                        shown.add(frame.text("msg_id")),
                        Law.ACKED_IS_KEPT,
                        "%s got a message twice: %s",
                        connection.id(),
                        frame.json());
            }
        }
    }

    private static void kept(Facts facts, String user, String chatId, List<JsonNode> messages, Verdict verdict) {
        Set<Long> places = new HashSet<>();
        for (JsonNode message : messages) {
            verdict.unless(
                    places.add(message.path("chat_seq").asLong()),
                    Law.ACKED_IS_KEPT,
                    "%s finds a message twice in history: %s",
                    user,
                    message);
        }
        ChatFacts chat = facts.chat(chatId);
        if (chat == null) {
            return;
        }
        for (Said said : chat.inOrder()) {
            verdict.unless(
                    places.contains(said.chatSeq()) || !chat.mustSee(user, said.chatSeq()),
                    Law.ACKED_IS_KEPT,
                    "%s does not find in history: %s",
                    user,
                    said);
        }
    }
}
