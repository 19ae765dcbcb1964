package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What was acknowledged has happened once, whichever way it was sent again; what was refused has not happened; and one id
 * is of one kind.
 */
final class Effects {
    /** Answers that a server may give to anything, without having looked at it. */
    private static final Set<String> NOT_NOW = Set.of("unavailable", "rate_limited");

    private final Facts facts;
    private final Map<String, ChatStory> stories;
    private final Verdict verdict;
    private final Map<String, String> answers = new HashMap<>();

    private Effects(Facts facts, Map<String, ChatStory> stories, Verdict verdict) {
        this.facts = facts;
        this.stories = stories;
        this.verdict = verdict;
    }

    static void judge(Facts facts, Map<String, ChatStory> stories, List<Asked> all, Verdict verdict) {
        Effects effects = new Effects(facts, stories, verdict);
        effects.readAnswers();
        Map<Object, List<Asked>> alike = new HashMap<>();
        for (Asked asked : all) {
            Asked.Try first = asked.first();
            if (first == null) {
                continue;
            }
            effects.oneKind(asked, first);
            if (first.kind().equals("message")) {
                effects.refusedIsNowhere(asked);
                effects.mentionsInMessage(asked, first);
            } else if (stories.containsKey(asked.key().chatId())) {
                alike.computeIfAbsent(sameEffect(asked, first), key -> new ArrayList<>())
                        .add(asked);
            }
        }
        alike.values().forEach(effects::once);
        effects.nothingUnasked(alike.values());
        new LastReaction(stories, verdict).judge(all);
        EditsInTime.judge(stories, all, verdict);
    }

    private void readAnswers() {
        for (Connection connection : facts.history().connections()) {
            for (Frame frame : connection.received()) {
                if (frame.json().has("ref")) {
                    String answer = frame.is("error") ? frame.text("code") : frame.type();
                    answers.put(connection.user() + "\n" + frame.text("ref"), answer);
                }
            }
        }
    }

    private void oneKind(Asked asked, Asked.Try first) {
        for (Asked.Try other : asked.tries()) {
            boolean late = !other.kind().equals(first.kind()) && other.nanos() > asked.ackedAt();
            String answer = answers.get(
                    asked.key().sender() + "\n" + other.json().path("ref").asText());
            verdict.unless(
                    !late || answer == null || answer.equals("bad_request") || NOT_NOW.contains(answer),
                    Law.CHANGES,
                    "an id that was a %s came as a %s, and was answered %s: %s",
                    first.kind(),
                    other.kind(),
                    String.valueOf(answer),
                    asked);
        }
    }

    private void refusedIsNowhere(Asked asked) {
        ChatFacts chat = facts.chat(asked.key().chatId());
        boolean said = chat != null
                && chat.inOrder().stream()
                        .anyMatch(one -> one.sender().equals(asked.key().sender())
                                && one.clientMsgId().equals(asked.key().clientMsgId()));
        verdict.unless(!said || !asked.isRefused(), Law.CHANGES, "refused, and said nevertheless: %s", asked);
    }

    /** Two of one key would have made the same event. */
    private static Object sameEffect(Asked asked, Asked.Try first) {
        String by = first.kind().equals("delete") ? "" : asked.key().sender();
        return List.of(asked.key().chatId(), first.kind(), by, words(first.kind(), first.json()));
    }

    private static String words(String kind, JsonNode json) {
        String words = json.path("msg_id").asText() + "\n";
        return switch (kind) {
            case "edit" -> words + json.path("content").asText();
            case "react" ->
                words + json.path("emoji").asText() + "\n" + json.path("op").asText();
            default -> words;
        };
    }

    /** How often the same was asked, acknowledged, and has happened. */
    private void once(List<Asked> alike) {
        Asked one = alike.get(0);
        Asked.Try first = Objects.requireNonNull(one.first());
        List<ChatStory.Told> events = events(one, first);
        long most = alike.stream().filter(asked -> !asked.isRefused()).count();
        long acked = alike.stream().filter(Asked::isAcked).count();
        verdict.unless(
                events.size() <= most,
                Law.CHANGES,
                "asked for %d times, and happened %d times: %s",
                most,
                events.size(),
                one);
        boolean kept =
                first.kind().equals("react") ? events.size() > 0 || mayHaveBeenSo(one, first) : acked <= events.size();
        verdict.unless(
                acked == 0 || kept,
                Law.CHANGES,
                "acknowledged %d times, and happened %d times: %s",
                acked,
                events.size(),
                one);
        if (first.kind().equals("edit")) {
            events.forEach(event -> mentions(one, first, event));
        }
    }

    /** A reaction that nobody has ever heard of is gone already. */
    private static boolean mayHaveBeenSo(Asked one, Asked.Try first) {
        return first.json().path("op").asText().equals("remove") || one.msgId().isEmpty();
    }

    private List<ChatStory.Told> events(Asked asked, Asked.Try first) {
        String type = Map.of("edit", "edited", "delete", "deleted", "react", "reaction")
                .get(first.kind());
        String by = first.kind().equals("react") ? "user" : "by";
        return story(asked).of(first.json().path("msg_id").asText()).stream()
                .filter(told -> told.event().is(String.valueOf(type)))
                .filter(told -> first.kind().equals("delete")
                        || told.event().text(by).equals(asked.key().sender()))
                .filter(told -> words(first.kind(), told.event().json()).equals(words(first.kind(), first.json())))
                .toList();
    }

    private ChatStory story(Asked asked) {
        return Objects.requireNonNull(stories.get(asked.key().chatId()));
    }

    private void mentionsInMessage(Asked asked, Asked.Try first) {
        ChatStory story = stories.get(asked.key().chatId());
        if (story != null && asked.isAcked()) {
            story.of(asked.msgId()).stream()
                    .filter(ChatStory.Told::isMessage)
                    .forEach(told -> mention(told, wanted(story, first, told.place() - 1)));
        }
    }

    /** Those who were asked for and were members then; as they were before, when none were named. */
    private void mentions(Asked asked, Asked.Try first, ChatStory.Told event) {
        ChatStory story = story(asked);
        mention(event, first.json().has("mentions") ? wanted(story, first, event.place()) : before(story, event));
    }

    private static List<String> wanted(ChatStory story, Asked.Try first, long place) {
        return new LinkedHashSet<>(MessageState.texts(first.json().path("mentions")))
                .stream().filter(user -> story.chat().isIn(user, place)).toList();
    }

    private void mention(ChatStory.Told event, List<String> wanted) {
        verdict.unless(
                MessageState.texts(event.event().json().path("mentions")).equals(wanted),
                Law.CHANGES,
                "what must mention %s was told as %s",
                wanted,
                event.event().json());
    }

    private static List<String> before(ChatStory story, ChatStory.Told event) {
        List<ChatStory.Told> all = story.of(event.event().text("msg_id"));
        return all.subList(0, all.indexOf(event)).stream()
                .filter(told -> told.isMessage() || told.event().is("edited"))
                .reduce((first, second) -> second)
                .map(told -> MessageState.texts(told.event().json().path("mentions")))
                .orElse(List.of());
    }

    /** Nothing changes that nobody wanted to change. */
    private void nothingUnasked(Iterable<List<Asked>> alike) {
        Set<ChatStory.Told> wanted = new java.util.HashSet<>();
        for (List<Asked> same : alike) {
            Asked one = same.get(0);
            wanted.addAll(events(one, Objects.requireNonNull(one.first())));
        }
        for (ChatStory story : stories.values()) {
            story.told().stream()
                    .filter(told -> !told.isMessage() && !wanted.contains(told))
                    .forEach(told -> verdict.broken(
                            Law.CHANGES, "nobody asked for it: %s", told.event().json()));
        }
    }
}
