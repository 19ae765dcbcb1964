package io.parley.e2e.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An edit that began when another of the same message was acknowledged already comes after it, in the chat's order too. */
final class EditsInTime {
    private record Kept(Asked asked, int place) {
        long began() {
            return Objects.requireNonNull(asked.first()).nanos();
        }
    }

    private EditsInTime() {}

    static void judge(Map<String, ChatStory> stories, List<Asked> all, Verdict verdict) {
        for (ChatStory story : stories.values()) {
            List<Asked> edits = all.stream()
                    .filter(asked -> asked.key().chatId().equals(story.chat().chatId()) && asked.isAcked())
                    .filter(asked ->
                            asked.first() != null && asked.first().kind().equals("edit"))
                    .toList();
            edits.stream().map(Asked::msgId).distinct().forEach(msgId -> inTime(story, msgId, edits, verdict));
        }
    }

    private static void inTime(ChatStory story, String msgId, List<Asked> edits, Verdict verdict) {
        List<ChatStory.Told> told = story.of(msgId);
        List<Kept> kept = new ArrayList<>();
        for (Asked edit : edits) {
            String content =
                    Objects.requireNonNull(edit.first()).json().path("content").asText();
            List<ChatStory.Told> same = told.stream()
                    .filter(event -> event.event().is("edited")
                            && event.event().text("content").equals(content))
                    .toList();
            // Two edits to the same words cannot be told apart.
            if (edit.msgId().equals(msgId) && same.size() == 1) {
                kept.add(new Kept(edit, told.indexOf(same.get(0))));
            }
        }
        for (Kept one : kept) {
            for (Kept other : kept) {
                verdict.unless(
                        one.asked().ackedAt() >= other.began() || one.place() <= other.place(),
                        Law.CHANGES,
                        "an edit that was acknowledged came to be after one that began later: %s, %s",
                        one.asked(),
                        other.asked());
            }
        }
    }
}
