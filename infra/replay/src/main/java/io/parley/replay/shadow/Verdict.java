package io.parley.replay.shadow;

import io.parley.avro.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What talk decided then, against what it decides now: by kind, by chat, by user. A pure comparison. */
final class Verdict {
    private static final int SHOWN = 10;

    /** How a fact differs. */
    enum How {
        CHANGED,
        /** It was, and is not decided again. */
        GONE,
        /** It was not. */
        NEW
    }

    /** One fact that differs; then or now is null where it is not. */
    record Different(How how, Fact fact, @Nullable Fact then, @Nullable Fact now) {}

    private final Map<String, Integer> same = new TreeMap<>();
    private final List<Different> differences = new ArrayList<>();

    private Verdict() {}

    /**
     * @param skip of compacted topics, keys that can't be compared
     * @param unknownChats whose beginning the inputs do not hold
     */
    static Verdict of(
            Map<String, Fact> then, Map<String, Fact> now, Set<String> skip, Set<String> unknownChats, Instant from) {
        Verdict verdict = new Verdict();
        then.forEach((identity, was) -> {
            if (counts(was, skip, unknownChats, from)) {
                verdict.judge(was, now.get(identity));
            }
        });
        now.forEach((identity, is) -> {
            if (!then.containsKey(identity) && counts(is, skip, unknownChats, from)) {
                verdict.differences.add(new Different(How.NEW, is, null, is));
            }
        });
        return verdict;
    }

    private static boolean counts(Fact fact, Set<String> skip, Set<String> unknownChats, Instant from) {
        boolean isInTime = fact.plain().path("stamp").asLong() >= from.toEpochMilli();
        return isInTime && !skip.contains(fact.identity()) && !unknownChats.contains(fact.chat());
    }

    private void judge(Fact was, @Nullable Fact is) {
        if (is == null) {
            differences.add(new Different(How.GONE, was, was, null));
        } else if (was.plain().equals(is.plain())) {
            same.merge(group(was), 1, Integer::sum);
        } else {
            differences.add(new Different(How.CHANGED, was, was, is));
        }
    }

    private static String group(Fact fact) {
        return fact.topic() + " " + fact.kind();
    }

    boolean isSame() {
        return differences.isEmpty();
    }

    int sames() {
        return same.values().stream().mapToInt(Integer::intValue).sum();
    }

    List<Different> differences() {
        return differences;
    }

    /** A table by topic and kind, then the chats and users in which most differs. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(row("", "same", "changed", "gone", "new"));
        Set<String> groups = new java.util.TreeSet<>(same.keySet());
        differences.forEach(each -> groups.add(group(each.fact())));
        for (String group : groups) {
            lines.add(row(
                    group,
                    same.getOrDefault(group, 0).toString(),
                    count(group, How.CHANGED),
                    count(group, How.GONE),
                    count(group, How.NEW)));
        }
        most(
                "chat",
                lines,
                each -> each.fact().chat().isEmpty()
                        ? Set.of()
                        : Set.of(each.fact().chat()));
        most("user", lines, each -> each.fact().users());
        for (Different each : differences.subList(0, Math.min(SHOWN, differences.size()))) {
            lines.add(each.how().name().toLowerCase(Locale.ROOT) + " "
                    + each.fact().identity());
            lines.add("  then " + (each.then() == null ? "nothing" : each.then().plain()));
            lines.add("  now  " + (each.now() == null ? "nothing" : each.now().plain()));
        }
        return lines;
    }

    private String count(String group, How how) {
        return Long.toString(differences.stream()
                .filter(each -> each.how() == how && group(each.fact()).equals(group))
                .count());
    }

    private void most(String what, List<String> lines, java.util.function.Function<Different, Set<String>> of) {
        Map<String, Integer> counts = new TreeMap<>();
        differences.forEach(each -> of.apply(each).forEach(name -> counts.merge(name, 1, Integer::sum)));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(each -> lines.add(
                        String.format(Locale.ROOT, "%s %s: %d differ", what, each.getKey(), each.getValue())));
    }

    private static String row(String group, String same, String changed, String gone, String added) {
        return String.format(Locale.ROOT, "%-34s %9s %9s %9s %9s", group, same, changed, gone, added);
    }

    static List<Topic<?>> comparable(Source source) {
        boolean isOfUsersCut = Source.INPUTS.stream()
                .filter(topic -> !topic.name().startsWith("chat."))
                .anyMatch(source::isCut);
        return Outputs.TOPICS.stream()
                .filter(topic -> !isOfUsersCut
                        || !topic.name().equals("user.profiles")
                                && !topic.name().equals("user.devices"))
                .toList();
    }
}
