package io.parley.local.part;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of other people's software: resources in which {@code ${name}} stands for a value of ours. */
public final class Template {
    private static final String FOLDER = "/parley/local/";
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z0-9.]+)}");

    private Template() {}

    public static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(FOLDER + resource)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with every place filled; a place without a value is a mistake of the template. */
    public static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    static Path write(String resource, Map<String, String> values, Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, fill(read(resource), values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
