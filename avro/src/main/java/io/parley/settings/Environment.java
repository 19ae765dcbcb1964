package io.parley.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings as environment variables. {@code edge.port} is {@code PARLEY_EDGE_PORT}; {@code PARLEY_AUTH_SECRET_FILE} names
 * a file that holds the value of {@code auth.secret}. A variable that names no setting is refused, so that a misspelt
 * limit is never silently the default.
 */
public final class Environment {
    public static final String PREFIX = "PARLEY_";
    private static final String FILE_SUFFIX = "_FILE";

    private Environment() {}

    public static String variable(String setting) {
        return PREFIX + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The settings of these definitions that the environment gives; those of others are left to the others. */
    public static Map<String, String> read(Map<String, String> environment, ConfigDef... definitions) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : names(definitions)) {
            String variable = variable(name);
            String value = environment.get(variable);
            String file = environment.get(variable + FILE_SUFFIX);
            if (value != null && file != null) {
                throw new ConfigException(variable + " and " + variable + FILE_SUFFIX + " are both set: take one away");
            }
            if (value != null) {
                settings.put(name, value);
            } else if (file != null) {
                settings.put(name, contents(variable + FILE_SUFFIX, Path.of(file)));
            }
        }
        return settings;
    }

    /** The variables that name no setting of any of these definitions. */
    public static Set<String> unknown(Map<String, String> environment, ConfigDef... definitions) {
        Set<String> known =
                names(definitions).stream().map(Environment::variable).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String variable : environment.keySet()) {
            boolean ours = variable.startsWith(PREFIX);
            boolean ofFile = variable.endsWith(FILE_SUFFIX)
                    && known.contains(variable.substring(0, variable.length() - FILE_SUFFIX.length()));
            if (ours && !ofFile && !known.contains(variable)) {
                unknown.add(variable);
            }
        }
        return unknown;
    }

    private static Set<String> names(ConfigDef... definitions) {
        return Arrays.stream(definitions)
                .flatMap(definition -> definition.names().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String contents(String variable, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException(variable + " names " + file + ", which cannot be read: " + e.getMessage());
        }
    }
}
