package io.parley.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/**
 * A page of docs/settings, made from the definitions that the code reads, so that page and code cannot part. Each
 * module holds its page by a test; run with {@code -Dparley.write} that test writes the page anew.
 */
public final class SettingsPage {
    private static final String WRITE = "parley.write";

    private final StringBuilder text = new StringBuilder();
    private final boolean variables;

    private SettingsPage(String title, String introduction, boolean variables) {
        this.variables = variables;
        text.append("# ").append(title).append("\n\n");
        text.append("Made from the settings classes; a test holds this page to them. ");
        text.append(introduction).append('\n');
    }

    /** Of a process that is set by its environment. */
    public static SettingsPage ofProcess(String title) {
        return new SettingsPage(
                title,
                "Each is set by its environment variable, or by\n"
                        + "the same with `_FILE`, which names a file that holds the value. Times are milliseconds, sizes bytes.",
                true);
    }

    /** Of a plugin that is set by name, in a configuration that others hold. */
    public static SettingsPage ofPlugins(String title, String introduction) {
        return new SettingsPage(title, introduction, false);
    }

    public SettingsPage table(String title, ConfigDef settings) {
        text.append("\n## ").append(title).append("\n\n| setting |");
        text.append(variables ? " variable |" : "").append(" default | what |\n|---|---|---|");
        text.append(variables ? "---|\n" : "\n");
        settings.configKeys().values().forEach(this::row);
        return this;
    }

    /** The settings of {@code all} that {@code known} has not: those of one plugin besides the ones that all share. */
    public SettingsPage tableBesides(String title, ConfigDef all, ConfigDef known) {
        ConfigDef rest = new ConfigDef();
        for (Map.Entry<String, ConfigKey> each : all.configKeys().entrySet()) {
            if (!known.names().contains(each.getKey())) {
                rest.define(each.getValue());
            }
        }
        return table(title, rest);
    }

    /** What the page at this path should hold; writes it there first when the JVM was asked to. */
    public String heldAt(Path page) throws IOException {
        if (System.getProperty(WRITE) != null) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        }
        return text.toString();
    }

    private void row(ConfigKey key) {
        text.append("| `").append(key.name).append("` | ");
        if (variables) {
            text.append('`').append(Environment.variable(key.name)).append("` | ");
        }
        text.append(defaultOf(key)).append(" | ");
        text.append((key.documentation + range(key)).replace("|", "\\|")).append(" |\n");
    }

    private static String defaultOf(ConfigKey key) {
        if (!key.hasDefault()) {
            return "none: it must be set";
        }
        String value = key.type == ConfigDef.Type.PASSWORD ? "" : ConfigDef.convertToString(key.defaultValue, key.type);
        return value == null || value.isEmpty() ? "empty" : "`" + value + "`";
    }

    /** Some validators have no text of their own: nothing, or their identity hash. */
    private static String range(ConfigKey key) {
        String text = key.validator == null ? "" : key.validator.toString();
        return text.isBlank() || text.contains("@") ? "" : " (" + text + ")";
    }
}
