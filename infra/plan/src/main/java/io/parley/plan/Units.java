package io.parley.plan;

import java.util.Locale;

/** Figures as a reader wants them: three digits, and the unit. */
final class Units {
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Units() {}

    static String bytes(double bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= 999.5 && unit < BYTES.length - 1) {
            left /= 1_000;
            unit++;
        }
        return digits(left) + " " + BYTES[unit];
    }

    static String count(double count) {
        if (count >= 999_500) {
            return digits(count / 1e6) + " M";
        }
        return count >= 100 ? String.format(Locale.ROOT, "%,.0f", count) : digits(count);
    }

    static String time(double seconds) {
        if (seconds < 1) {
            return digits(seconds * 1_000) + " ms";
        }
        if (seconds < 120) {
            return digits(seconds) + " s";
        }
        return seconds < 7_200 ? digits(seconds / 60) + " min" : digits(seconds / 3_600) + " h";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    static String micros(double seconds) {
        return digits(seconds * 1e6) + " µs";
    }

    private static String digits(double value) {
        if (value >= 99.5 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 9.95 ? "%.0f" : "%.1f", value);
    }
}
