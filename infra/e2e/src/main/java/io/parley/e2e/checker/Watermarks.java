package io.parley.e2e.checker;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** Watermarks only rise, say what somebody said, and keep read ≤ delivered ≤ head; group counts are in proportion. */
final class Watermarks {

    private Watermarks() {}

    static void judge(Facts facts, Marks marks, Verdict verdict) {
        for (UserStream stream : facts.streams()) {
            Map<String, Long> reached = new HashMap<>();
            for (Frame event : stream.events().values()) {
                switch (event.type()) {
                    case "receipt" -> receipt(facts, marks, stream, event, reached, verdict);
                    case "status" -> status(facts, stream, event, reached, verdict);
                    case "unread" -> ownRead(facts, stream, event, reached, verdict);
                    default -> {
                        // Carries no watermark.
                    }
                }
            }
        }
        for (Call call : facts.history().calls()) {
            if (call.succeeded()) {
                call.answer().path("chats").forEach(chat -> peer(facts, call.user(), chat, verdict));
                peer(facts, call.user(), call.answer(), verdict);
            }
        }
        for (AtRest read : facts.history().atRest()) {
            read.chats().forEach(chat -> peer(facts, read.user(), chat, verdict));
            read.histories().forEach((chatId, messages) -> ticks(facts, marks, read.user(), chatId, messages, verdict));
            read.chats().stream()
                    .filter(chat -> chat.path("type").asText().equals("group"))
                    .map(chat -> chat.path("chat_id").asText())
                    .forEach(group -> lastWord(
                            facts, read.user(), group, read.histories().getOrDefault(group, List.of()), verdict));
        }
    }

    /** At rest, what was said last of one's newest message is what its ticks show; what was never told is only sent. */
    private static void lastWord(Facts facts, String user, String group, List<JsonNode> newestFirst, Verdict verdict) {
        newestFirst.stream()
                .filter(message -> message.path("sender").asText().equals(user) && message.has("status"))
                .findFirst()
                .ifPresent(message -> {
                    String id = message.path("msg_id").asText();
                    String told = facts.stream(user).events().values().stream()
                            .filter(event ->
                                    event.is("status") && event.chatId().equals(group))
                            .filter(event -> event.text("msg_id").equals(id))
                            .reduce((first, second) -> second)
                            .map(event -> event.text("status"))
                            .orElse("sent");
                    verdict.unless(
                            told.equals(message.path("status").asText()),
                            Law.WATERMARKS,
                            "%s's newest message in %s was last told to be %s, but is %s",
                            user,
                            group,
                            told,
                            message);
                });
    }

    private static void receipt(
            Facts facts, Marks marks, UserStream stream, Frame event, Map<String, Long> reached, Verdict verdict) {
        long position = position(facts, event.chatId(), event.text("msg_id"));
        verdict.unless(position > 0, Law.WATERMARKS, "a receipt for nothing: %s", event.json());
        boolean read = event.text("status").equals("read");
        verdict.unless(
                marks.named(event.chatId(), event.text("user"), event.text("msg_id"), read),
                Law.WATERMARKS,
                "a receipt that nobody gave: %s",
                event.json());
        String who = event.chatId() + "\n" + event.text("user") + "\n";
        long before = reached.getOrDefault(who + event.text("status"), 0L);
        verdict.unless(
                position > before,
                Law.WATERMARKS,
                "%s saw %s's %s go from %d to %d in %s (seq %d)",
                stream.user(),
                event.text("user"),
                event.text("status"),
                before,
                position,
                event.chatId(),
                event.seq());
        reached.merge(who + event.text("status"), position, Math::max);
        if (read) {
            reached.merge(who + "delivered", position, Math::max);
        }
    }

    private static void status(
            Facts facts, UserStream stream, Frame event, Map<String, Long> reached, Verdict verdict) {
        long of = event.json().path("of").asLong();
        long delivered = event.json().path("delivered_by").asLong();
        long read = event.json().path("read_by").asLong();
        String label = of > 0 && read == of ? "read" : of > 0 && delivered == of ? "delivered" : "sent";
        verdict.unless(
                read <= delivered && delivered <= of && label.equals(event.text("status")),
                Law.WATERMARKS,
                "%s was told counts that do not fit: %s",
                stream.user(),
                event.json());
        ChatFacts chat = facts.chat(event.chatId());
        Said said = chat == null ? null : chat.byId(event.text("msg_id"));
        verdict.unless(
                said != null && said.sender().equals(stream.user()),
                Law.WATERMARKS,
                "%s was told the status of what is not theirs: %s",
                stream.user(),
                event.json());
        long position = said == null ? 0 : said.chatSeq();
        String who = event.chatId() + "\nstatus " + event.text("status");
        long before = reached.getOrDefault(who, 0L);
        verdict.unless(
                label.equals("sent") || position >= before,
                Law.WATERMARKS,
                "%s: %s goes back from %d to %d in %s",
                stream.user(),
                label,
                before,
                position,
                event.chatId());
        reached.merge(who, position, Math::max);
    }

    private static void ownRead(
            Facts facts, UserStream stream, Frame event, Map<String, Long> reached, Verdict verdict) {
        if (!event.json().has("read")) {
            return;
        }
        long position = position(facts, event.chatId(), event.text("read"));
        long before = reached.getOrDefault(event.chatId() + "\nown", 0L);
        verdict.unless(
                position >= before,
                Law.WATERMARKS,
                "%s's own read goes back from %d to %d in %s (seq %d)",
                stream.user(),
                before,
                position,
                event.chatId(),
                event.seq());
        reached.merge(event.chatId() + "\nown", position, Math::max);
    }

    private static void peer(Facts facts, String user, JsonNode chat, Verdict verdict) {
        JsonNode peer = chat.path("peer");
        if (!peer.has("read")) {
            return;
        }
        String chatId = chat.path("chat_id").asText();
        long read = position(facts, chatId, peer.path("read").asText());
        long delivered = position(facts, chatId, peer.path("delivered").asText());
        verdict.unless(
                read > 0 && read <= delivered,
                Law.WATERMARKS,
                "%s sees a peer that read %d and has %d in %s",
                user,
                read,
                delivered,
                chat);
    }

    /** The ticks of one's own messages, at rest: not less than was surely said, not more than can have been. */
    private static void ticks(
            Facts facts, Marks marks, String user, String chatId, List<JsonNode> messages, Verdict verdict) {
        ChatFacts chat = facts.chat(chatId);
        if (chat == null) {
            return;
        }
        for (JsonNode message : messages) {
            String shown = message.path("status").asText();
            if (shown.isEmpty()) {
                continue;
            }
            Said said = Said.of(message);
            verdict.unless(
                    said.sender().equals(user),
                    Law.WATERMARKS,
                    "%s is shown the status of another's message: %s",
                    user,
                    message);
            List<String> counted = others(chat, said);
            int least = rank(chat, said, counted, marks::sureRead, marks::sureDelivered);
            int most = most(chat, marks, said, counted);
            int told = List.of("sent", "delivered", "read").indexOf(shown);
            verdict.unless(
                    told >= least && told <= most,
                    Law.WATERMARKS,
                    "%s's message is %s, but it must be rank %d to %d: %s",
                    user,
                    shown,
                    least,
                    most,
                    message);
        }
    }

    /**
     * What was told while somebody was out stays told when they are back. So it is those who never were out that a tick
     * must have waited for; and without any of those it takes one who read the message, or has it.
     */
    private static int most(ChatFacts chat, Marks marks, Said said, List<String> counted) {
        List<String> neverAway = counted.stream()
                .filter(other -> requireNonNull(chat.openSpan(other)).maySee(said.chatSeq()))
                .toList();
        if (!neverAway.isEmpty()) {
            return rank(chat, said, neverAway, marks::possibleRead, marks::possibleDelivered);
        }
        return everOthers(chat, said).stream()
                .mapToInt(other -> rank(chat, said, List.of(other), marks::possibleRead, marks::possibleDelivered))
                .max()
                .orElse(0);
    }

    /** Whose marks a message waits for: those who are members now, and may see it. */
    private static List<String> others(ChatFacts chat, Said said) {
        return everOthers(chat, said).stream()
                .filter(user -> chat.openSpan(user) != null)
                .toList();
    }

    private static List<String> everOthers(ChatFacts chat, Said said) {
        return chat.everMembers().stream()
                .filter(user -> !user.equals(said.sender()) && chat.maySee(user, said.chatSeq()))
                .toList();
    }

    private static int rank(
            ChatFacts chat,
            Said said,
            List<String> others,
            ToLongBiFunction<String, String> read,
            ToLongBiFunction<String, String> got) {
        if (others.isEmpty()) {
            return 0;
        }
        if (others.stream().allMatch(user -> read.applyAsLong(chat.chatId(), user) >= said.chatSeq())) {
            return 2;
        }
        return others.stream().allMatch(user -> got.applyAsLong(chat.chatId(), user) >= said.chatSeq()) ? 1 : 0;
    }

    private static long position(Facts facts, String chatId, String msgId) {
        ChatFacts chat = facts.chat(chatId);
        return chat == null ? 0 : chat.position(msgId);
    }
}
