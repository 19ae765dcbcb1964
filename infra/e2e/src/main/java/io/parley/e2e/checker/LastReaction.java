package io.parley.e2e.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Of what somebody did with one reaction to one message, the last that was acknowledged holds: if all before it had been
 * answered when it began, nothing else can have come after it.
 */
final class LastReaction {
    private final Map<String, ChatStory> stories;
    private final Verdict verdict;

    LastReaction(Map<String, ChatStory> stories, Verdict verdict) {
        this.stories = stories;
        this.verdict = verdict;
    }

    void judge(List<Asked> all) {
        Map<List<String>, List<Asked>> byReaction = new HashMap<>();
        for (Asked asked : all) {
            Asked.Try first = asked.first();
            if (first != null && first.kind().equals("react") && !asked.isRefused()) {
                List<String> reaction = List.of(
                        asked.key().chatId(),
                        asked.key().sender(),
                        first.json().path("msg_id").asText(),
                        first.json().path("emoji").asText());
                byReaction.computeIfAbsent(reaction, key -> new ArrayList<>()).add(asked);
            }
        }
        byReaction.forEach((reaction, tries) -> holds(reaction, tries));
    }

    private void holds(List<String> reaction, List<Asked> tries) {
        Asked last = tries.stream()
                .max((one, other) -> Long.compare(began(one), began(other)))
                .orElseThrow();
        boolean isLast = tries.stream().allMatch(asked -> asked == last || asked.ackedAt() < began(last));
        ChatStory story = stories.get(reaction.get(0));
        MessageState message = story == null ? null : story.message(reaction.get(2));
        if (!isLast || !last.isAcked() || message == null || message.isDeleted()) {
            return;
        }
        boolean wanted =
                Objects.requireNonNull(last.first()).json().path("op").asText().equals("add");
        verdict.unless(
                message.reacts(reaction.get(1), reaction.get(3)) == wanted,
                Law.CHANGES,
                "the last reaction that was acknowledged does not hold: %s",
                last);
    }

    private static long began(Asked asked) {
        return Objects.requireNonNull(asked.first()).nanos();
    }
}
