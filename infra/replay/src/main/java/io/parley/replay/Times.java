package io.parley.replay;

import io.parley.local.Trouble;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations as people write them on a command line. */
public final class Times {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
    private static final String FORMS =
            "Say beginning, now, a time ago (30m, 2h, 7d), a day (2026-01-31, in UTC) or a time (2026-01-31T10:00:00Z).";

    private Times() {}

    /** @param option whose value it is, for the sentence when it is none */
    public static Instant time(String option, String text, Instant now) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("beginning")) {
            return Instant.EPOCH;
        }
        if (lower.equals("now")) {
            return now;
        }
        if (DURATION.matcher(lower).matches()) {
            return now.minus(duration(option, lower));
        }
        try {
            return text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Trouble(option + " " + text + " is no time.", FORMS);
        }
    }

    public static Duration duration(String option, String text) {
        Matcher parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new Trouble(option + " " + text + " is no duration.", "Say a number of s, m, h or d: 30m, 2h, 7d.");
        }
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
