package io.parley.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of one part, from its page in docs/settings, which a test of the part holds to its code. */
record SettingsOf(Map<String, Setting> byName) {
    private static final Path PAGES = Path.of("..", "..", "docs", "settings");
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z.0-9]+)` \\|(?: `(PARLEY_[A-Z_0-9]+)` \\|)? ([^|]+) \\| (.*) \\|");

    /** One row; plugins have no variables. */
    record Setting(String name, String variable, String fallback, String what) {
        boolean mustBeSet() {
            return fallback.startsWith("none");
        }

        long number() {
            return Long.parseLong(fallback.replace("`", ""));
        }
    }

    static SettingsOf page(String page) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(PAGES.resolve(page))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    String variable = row.group(2) == null ? "" : row.group(2);
                    settings.put(row.group(1), new Setting(row.group(1), variable, row.group(3), row.group(4)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SettingsOf(settings);
    }

    Setting get(String name) {
        Setting setting = byName.get(name);
        if (setting == null) {
            throw new IllegalArgumentException(name + " is no setting");
        }
        return setting;
    }

    /** Also by a file that holds its value. */
    boolean hasVariable(String variable) {
        return byName.values().stream()
                .anyMatch(setting ->
                        variable.equals(setting.variable()) || variable.equals(setting.variable() + "_FILE"));
    }
}
