package io.parley.tests.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message of the model. {@code at} is its place among all the events of the chat. */
public final class Said {
    private final long seq;
    private final long at;
    private final @Nullable String sender;
    private final String text;
    private final Map<String, Set<String>> reactions = new LinkedHashMap<>();
    private List<String> mentions;
    private boolean deleted;

    Said(long seq, long at, @Nullable String sender, String text, List<String> mentions) {
        this.seq = seq;
        this.at = at;
        this.sender = sender;
        this.text = text;
        this.mentions = new ArrayList<>(mentions);
    }

    public long seq() {
        return seq;
    }

    long at() {
        return at;
    }

    /** Null for a system message. */
    public @Nullable String sender() {
        return sender;
    }

    /** What was said first, or what a system message tells. */
    public String text() {
        return text;
    }

    List<String> mentions() {
        return mentions;
    }

    void mention(List<String> now) {
        mentions = new ArrayList<>(now);
    }

    public boolean deleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    Set<String> reactions(String emoji) {
        return reactions.computeIfAbsent(emoji, none -> new LinkedHashSet<>());
    }
}
