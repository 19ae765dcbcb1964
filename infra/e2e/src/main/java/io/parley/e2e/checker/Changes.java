package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Edits, deletes and reactions: all streams tell the same ones in the same order, to whoever was a member then; and what
 * REST shows at rest of a message is what they have made of it.
 */
final class Changes {

    private Changes() {}

    /** Gives the chats' stories, so far as somebody heard them whole. */
    static Map<String, ChatStory> judge(Facts facts, Verdict verdict) {
        Map<String, ChatStory> stories = new HashMap<>();
        for (ChatFacts chat : facts.chats()) {
            ChatStory story = ChatStory.of(facts, chat);
            if (story != null) {
                stories.put(chat.chatId(), story);
                story.play(verdict);
                chat.everMembers().forEach(user -> follows(facts.stream(user), story, verdict));
            }
        }
        for (AtRest read : facts.history().atRest()) {
            read.histories()
                    .values()
                    .forEach(messages ->
                            messages.forEach(message -> shown(stories, read.user(), message, true, verdict)));
            read.chats().stream()
                    .filter(chat -> chat.has("last_message"))
                    .forEach(chat -> shown(stories, read.user(), chat.path("last_message"), false, verdict));
        }
        return stories;
    }

    private static void shown(
            Map<String, ChatStory> stories, String user, JsonNode message, boolean withReactions, Verdict verdict) {
        ChatStory story = stories.get(message.path("chat_id").asText());
        MessageState state =
                story == null ? null : story.message(message.path("msg_id").asText());
        String wrong = state == null ? null : state.contradicts(message, user, withReactions);
        verdict.unless(wrong == null, Law.CHANGES, "%s is shown at rest: %s: %s", user, String.valueOf(wrong), message);
    }

    /** Nothing is left out that the user must have heard, nothing is added, and the order is the same. */
    private static void follows(UserStream stream, ChatStory story, Verdict verdict) {
        if (stream.events().isEmpty()) {
            return;
        }
        List<ChatStory.Told> told = story.told();
        int next = 0;
        long after = 0;
        for (ChatStory.Told heard : ChatStory.heard(stream, story.chat().chatId())) {
            int found = next;
            while (found < told.size() && !told.get(found).words().equals(heard.words())) {
                found++;
            }
            if (found == told.size()) {
                verdict.broken(
                        Law.CHANGES,
                        "%s was told (seq %d) what %s was not, or in another order: %s",
                        stream.user(),
                        heard.event().seq(),
                        story.teller(),
                        heard.event().json());
                return;
            }
            missed(
                    stream,
                    story,
                    told.subList(next, found),
                    after,
                    heard.event().seq(),
                    verdict);
            verdict.unless(
                    story.mayHear(stream.user(), told.get(found)),
                    Law.CHANGES,
                    "%s was no member then, and was told (seq %d): %s",
                    stream.user(),
                    heard.event().seq(),
                    heard.event().json());
            next = found + 1;
            after = heard.event().seq();
        }
        missed(stream, story, told.subList(next, told.size()), after, stream.head() + 1, verdict);
    }

    /** A seq that nobody ever saw may have been it. */
    private static void missed(
            UserStream stream,
            ChatStory story,
            List<ChatStory.Told> between,
            long after,
            long before,
            Verdict verdict) {
        if (!stream.sawAllBetween(after, before)) {
            return;
        }
        between.stream()
                .filter(event -> story.mustHear(stream.user(), event))
                .forEach(event -> verdict.broken(
                        Law.CHANGES,
                        "%s was never told, between seq %d and %d, what %s was: %s",
                        stream.user(),
                        after,
                        before,
                        story.teller(),
                        event.event().json()));
    }
}
