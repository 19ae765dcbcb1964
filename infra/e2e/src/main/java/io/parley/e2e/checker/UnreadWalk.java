package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.e2e.checker.Unread.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One user's counts along their stream. What they were told so far of a chat says what its counts must be: messages by
 * others, not deleted, behind the last one read, since they joined. A change and the counts that it brings are two events,
 * whichever comes first; when both are there, the last count said is the truth.
 */
final class UnreadWalk {

    /** What a chat is to the user, as told so far. */
    private static final class Standing {
        private final Map<Long, MessageState> messages = new TreeMap<>();
        private long read;
        private @Nullable Numbers said;

        /** A count that is not the truth, unless the next event makes it so. */
        private @Nullable Frame doubted;
    }

    private final Facts facts;
    private final UserStream stream;
    private final Verdict verdict;
    private final Map<String, Standing> chats = new HashMap<>();
    private boolean whole = true;

    UnreadWalk(Facts facts, UserStream stream, Verdict verdict) {
        this.facts = facts;
        this.stream = stream;
        this.verdict = verdict;
    }

    /** Holds every count against what came before; gives the last one of each chat that is known for sure. */
    Map<String, Numbers> walk() {
        long last = 0;
        for (Frame event : stream.events().values()) {
            if (event.seq() != last + 1) {
                whole = false;
                chats.clear();
            }
            last = event.seq();
            next(event);
        }
        chats.forEach((chatId, standing) -> tell(standing));
        Map<String, Numbers> lastSaid = new HashMap<>();
        if (last == stream.head()) {
            chats.forEach((chatId, standing) -> {
                if (standing.said != null) {
                    lastSaid.put(chatId, standing.said);
                }
            });
        }
        return lastSaid;
    }

    private void next(Frame event) {
        Standing standing = chats.computeIfAbsent(event.chatId(), chat -> new Standing());
        Numbers before = standing.said;
        Numbers said = said(event);
        standing.said = said == null ? before : said;
        learn(event, standing);
        if (event.is("message") && before != null && said != null) {
            follows(event, before, said);
        }
        if (whole && standing.said != null) {
            isTrue(event, standing, standing.said);
        }
    }

    private void learn(Frame event, Standing standing) {
        JsonNode json = event.json();
        switch (event.type()) {
            case "message" -> {
                if (countsFor(json)) {
                    standing.messages.put(json.path("chat_seq").asLong(), new MessageState(json));
                }
            }
            case "edited" -> {
                MessageState edited =
                        standing.messages.get(json.path("chat_seq").asLong());
                if (edited != null) {
                    edited.change(event);
                }
            }
            case "deleted" -> standing.messages.remove(json.path("chat_seq").asLong());
            case "unread" -> standing.read = position(event.chatId(), event.text("read"));
            case "chat" -> {
                if (namesMe(json)) {
                    standing.messages.clear();
                }
            }
            default -> {
                // Counts stay as they are.
            }
        }
    }

    private long position(String chatId, String msgId) {
        ChatFacts chat = facts.chat(chatId);
        return chat == null ? 0 : chat.position(msgId);
    }

    /** Whoever comes or goes begins anew. */
    private boolean namesMe(JsonNode chat) {
        boolean moves = List.of("created", "members_added", "members_removed")
                .contains(chat.path("event").asText());
        return moves && MessageState.texts(chat.path("users")).contains(stream.user());
    }

    private void follows(Frame event, Numbers before, Numbers said) {
        boolean counts = countsFor(event.json());
        boolean mentioned =
                counts && MessageState.texts(event.json().path("mentions")).contains(stream.user());
        Numbers expected = new Numbers(
                Math.min(Unread.CAP, before.unread() + (counts ? 1 : 0)), before.mentions() + (mentioned ? 1 : 0));
        verdict.unless(
                said.equals(expected),
                Law.UNREAD,
                "%s had %s in %s, and then %s (expected %s)",
                stream.user(),
                before,
                event.chatId(),
                event.json(),
                expected);
    }

    /** Doubt waits for the chat's next event: a change and its count come as a pair. */
    private void isTrue(Frame event, Standing standing, Numbers said) {
        List<MessageState> unread = new ArrayList<>();
        standing.messages.forEach((place, message) -> {
            if (place > standing.read) {
                unread.add(message);
            }
        });
        Numbers truth = new Numbers(
                unread.size(),
                unread.stream()
                        .filter(message -> message.mentions(stream.user()))
                        .count());
        Frame doubted = standing.doubted;
        boolean holds = said.equals(truth);
        if (holds && doubted != null && arePair(doubted, event)) {
            standing.doubted = null;
        } else {
            tell(standing);
            standing.doubted = holds ? null : event;
        }
    }

    private static boolean arePair(Frame one, Frame other) {
        return (one.is("unread") && isChange(other)) || (isChange(one) && other.is("unread"));
    }

    private static boolean isChange(Frame event) {
        return event.is("edited") || event.is("deleted");
    }

    private void tell(Standing standing) {
        Frame doubted = standing.doubted;
        standing.doubted = null;
        verdict.unless(
                doubted == null,
                Law.UNREAD,
                "%s was told counts that are not those of what they were told: %s",
                stream.user(),
                doubted == null ? "" : "up to seq " + doubted.seq() + " " + doubted.json());
    }

    private static @Nullable Numbers said(Frame event) {
        return switch (event.type()) {
            case "message" -> numbers(event.json(), "unread", "mentions_unread");
            case "unread" -> numbers(event.json(), "count", "mentions");
            case "chat" -> numbers(event.json().path("chat"), "unread", "mentions");
            default -> null;
        };
    }

    private static Numbers numbers(JsonNode json, String unread, String mentions) {
        return new Numbers(json.path(unread).asLong(), json.path(mentions).asLong());
    }

    private boolean countsFor(JsonNode message) {
        String sender = message.path("sender").asText();
        return !sender.isEmpty() && !sender.equals(stream.user());
    }
}
