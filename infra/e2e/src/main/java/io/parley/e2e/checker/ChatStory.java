package io.parley.e2e.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat as somebody heard it who was in it from its first message to its last: messages and their changes, in one order.
 * Everybody else has heard the same, without what happened while they were out.
 */
final class ChatStory {
    private static final Set<String> TOLD = Set.of("message", "edited", "deleted", "reaction");

    /**
     * One event of it.
     *
     * @param place the chat_seq of the newest message at that time; a message's own
     */
    record Told(Frame event, long place) {
        boolean isMessage() {
            return event.is("message");
        }

        /** The place of the message that it is about. */
        long about() {
            return event.json().path("chat_seq").asLong();
        }

        /** What is the same for everybody who hears it. */
        String words() {
            if (isMessage()) {
                return event.text("msg_id");
            }
            List<String> words = new ArrayList<>(List.of(event.type()));
            for (String field : List.of("msg_id", "edited_at", "deleted_at", "by", "user", "emoji", "op", "count")) {
                words.add(event.text(field));
            }
            words.add(event.json().path("mentions").toString());
            words.add(event.text("content"));
            return String.join(" ", words);
        }
    }

    private final ChatFacts chat;
    private final String teller;
    private final List<Told> told;
    private final Map<String, MessageState> messages = new HashMap<>();

    private ChatStory(ChatFacts chat, String teller, List<Told> told) {
        this.chat = chat;
        this.teller = teller;
        this.told = told;
    }

    /** Null when nobody was there all the time who is known to have heard everything. */
    static @Nullable ChatStory of(Facts facts, ChatFacts chat) {
        return chat.everMembers().stream()
                .filter(chat::isAlwaysIn)
                .map(facts::stream)
                .filter(stream -> stream.head() > 0 && stream.sawAllBetween(0, stream.head() + 1))
                .max(Comparator.comparingInt(
                        stream -> heard(stream, chat.chatId()).size()))
                .map(stream -> new ChatStory(chat, stream.user(), heard(stream, chat.chatId())))
                .orElse(null);
    }

    /** What a user heard of a chat's messages. */
    static List<Told> heard(UserStream stream, String chatId) {
        List<Told> heard = new ArrayList<>();
        long place = 0;
        for (Frame event : stream.events().values()) {
            if (TOLD.contains(event.type()) && event.chatId().equals(chatId)) {
                place = event.is("message") ? event.json().path("chat_seq").asLong() : place;
                heard.add(new Told(event, place));
            }
        }
        return heard;
    }

    ChatFacts chat() {
        return chat;
    }

    String teller() {
        return teller;
    }

    List<Told> told() {
        return told;
    }

    /** Goes through it once: what cannot have happened so is told, and what comes out is kept. */
    void play(Verdict verdict) {
        for (Told next : told) {
            String msgId = next.event().text("msg_id");
            if (next.isMessage()) {
                messages.put(msgId, new MessageState(next.event().json()));
                continue;
            }
            MessageState message = messages.get(msgId);
            String wrong = message == null ? "of what nobody said" : message.change(next.event());
            verdict.unless(
                    wrong == null,
                    Law.CHANGES,
                    "%s (as told to %s, seq %d): %s",
                    String.valueOf(wrong),
                    teller,
                    next.event().seq(),
                    next.event().json());
        }
    }

    /** What has become of a message; null when the teller never heard of it. */
    @Nullable
    MessageState message(String msgId) {
        return messages.get(msgId);
    }

    /** Whether a user must have heard it, and may have. */
    boolean mustHear(String user, Told event) {
        return event.isMessage()
                ? chat.mustSee(user, event.place())
                : chat.isIn(user, event.place()) && chat.mustSee(user, event.about());
    }

    boolean mayHear(String user, Told event) {
        return event.isMessage()
                ? chat.maySee(user, event.place())
                : chat.isIn(user, event.place()) && chat.maySee(user, event.about());
    }

    /** Of one message, all that was told of it. */
    List<Told> of(String msgId) {
        return told.stream()
                .filter(event -> event.event().text("msg_id").equals(msgId))
                .toList();
    }
}
