package io.parley.replay.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one part of a store differs from its copy: a table, or a kind of keys.
 *
 * @param whole whether the log holds all that the part is made from
 * @param mayForget whether the living one may lack what the copy has, as a cache may
 * @param onlyLive keys that the copy lacks
 * @param onlyCopy keys that the living one lacks
 * @param changed keys that both have with another content
 */
record Difference(
        String part,
        long live,
        long copy,
        boolean whole,
        boolean mayForget,
        List<String> onlyLive,
        List<String> onlyCopy,
        List<String> changed) {
    private static final int SHOWN = 3;

    /** Of two sides by key; only what differs need be in them. */
    static Difference of(
            String part,
            long live,
            long copy,
            boolean whole,
            boolean mayForget,
            Map<String, ?> liveRows,
            Map<String, ?> copyRows) {
        List<String> onlyLive = new ArrayList<>();
        List<String> onlyCopy = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        liveRows.forEach((key, content) -> {
            if (!copyRows.containsKey(key)) {
                onlyLive.add(key);
            } else if (!content.equals(copyRows.get(key))) {
                changed.add(key);
            }
        });
        copyRows.keySet().stream().filter(key -> !liveRows.containsKey(key)).forEach(onlyCopy::add);
        return new Difference(part, live, copy, whole, mayForget, onlyLive, onlyCopy, changed);
    }

    /** What is only in the living one may be older than the log, and then says nothing. */
    boolean isSame() {
        return changed.isEmpty() && (onlyCopy.isEmpty() || mayForget) && (onlyLive.isEmpty() || !whole);
    }

    String line() {
        String line = String.format(
                Locale.ROOT,
                "  %-14s %10d live %10d copy   %s",
                part,
                live,
                copy,
                isSame()
                        ? "same"
                        : "differs: " + onlyLive.size() + " only live, " + onlyCopy.size() + " only in the copy, "
                                + changed.size() + " with another content");
        if (!whole && !onlyLive.isEmpty()) {
            line += " (" + onlyLive.size() + " are older than the log or come from nowhere: the log no longer says)";
        }
        if (mayForget && !onlyCopy.isEmpty()) {
            line += " (" + onlyCopy.size() + " are forgotten by the cache)";
        }
        return isSame()
                ? line
                : line
                        + examples("only live", whole ? onlyLive : List.of())
                        + examples("only in the copy", onlyCopy)
                        + examples("another content", changed);
    }

    private static String examples(String what, List<String> keys) {
        StringBuilder text = new StringBuilder();
        keys.stream()
                .limit(SHOWN)
                .forEach(
                        key -> text.append("\n      ").append(what).append(": ").append(key));
        return text.toString();
    }
}
