package io.parley.local.tail;

import io.parley.local.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a topic to begin. */
public sealed interface From {
    record Beginning() implements From {}

    record End() implements From {}

    /** The newest so many of each partition. */
    record Last(long count) implements From {}

    record At(Instant time) implements From {}

    Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");
    Pattern COUNT = Pattern.compile("\\d{1,9}");

    /** {@code beginning}, {@code end}, a count, a time ago such as {@code 10m}, or an ISO-8601 instant. */
    static From parse(String text, Instant now) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("beginning")) {
            return new Beginning();
        }
        if (lower.equals("end")) {
            return new End();
        }
        if (COUNT.matcher(text).matches()) {
            return new Last(Long.parseLong(text));
        }
        Matcher ago = AGO.matcher(lower);
        if (ago.matches()) {
            return new At(now.minus(
                    duration(Long.parseLong(ago.group(1)), ago.group(2).charAt(0))));
        }
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new Trouble(
                    "--from " + text + " says no place.",
                    "Say beginning, end, a number of records, a time ago (10m, 2h, 1d), or a time such as 2026-01-31T10:00:00Z.");
        }
    }

    private static Duration duration(long amount, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
