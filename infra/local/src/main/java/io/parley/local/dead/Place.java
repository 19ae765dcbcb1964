package io.parley.local.dead;

import io.parley.local.Trouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record lies, as logs and settings write it: {@code chat.raw-0@17}. */
public record Place(String topic, int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)-(\\d{1,9})@(\\d{1,18})");

    public static Place parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Trouble(
                    text + " is no place of a record.",
                    "Say TOPIC-PARTITION@OFFSET, as `./parley dlq list` shows it: talk.dead-letters-0@3.");
        }
        return new Place(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
