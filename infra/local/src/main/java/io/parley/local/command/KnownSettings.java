package io.parley.local.command;

import io.parley.local.LocalSettings;
import io.parley.local.Trouble;
import io.parley.local.part.ClassPath;
import io.parley.settings.Environment;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses variables that name no setting of any part, so that a misspelt limit is never silently the default. The parts'
 * settings classes are asked from their own class paths, and only when a name is not the launcher's own.
 */
final class KnownSettings {
    private static final Map<String, List<String>> CLASSES = Map.of(
            "edge",
            List.of(
                    "io.parley.edge.EdgeSettings",
                    "io.parley.edge.store.StoreSettings",
                    "io.parley.edge.files.FileSettings"),
            "topology",
            List.of("io.parley.topology.runtime.TalkSettings"));

    /** Switches of the launcher that are no settings of a part. */
    private static final Set<String> SWITCHES = Set.of("PARLEY_RATE_LIMITS", "PARLEY_LOCAL_TRACE");

    private static final Set<String> REGISTRY = Set.of(
            "PARLEY_REGISTRY_URL",
            "PARLEY_REGISTRY_SERIALIZER",
            "PARLEY_REGISTRY_DESERIALIZER",
            "PARLEY_REGISTRY_AUTO_REGISTER");

    private KnownSettings() {}

    static void require(Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>(Environment.unknown(environment, LocalSettings.CONFIG));
        unknown.removeAll(SWITCHES);
        unknown.removeIf(name -> REGISTRY.contains(bare(name)));
        if (!unknown.isEmpty()) {
            Set<String> known = new TreeSet<>();
            CLASSES.forEach((part, classes) -> known.addAll(variables(part, classes)));
            unknown.removeIf(name -> known.contains(name) || known.contains(bare(name)));
        }
        if (!unknown.isEmpty()) {
            throw new Trouble(
                    "No part has a setting " + String.join(", ", unknown) + ".", "Correct the name, or unset it.");
        }
    }

    private static String bare(String variable) {
        return variable.endsWith("_FILE") ? variable.substring(0, variable.length() - "_FILE".length()) : variable;
    }

    private static Set<String> variables(String part, List<String> classes) {
        Set<String> variables = new TreeSet<>();
        URL[] urls =
                ClassPath.of(part).entries().stream().map(KnownSettings::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            for (String name : classes) {
                names(loader, name).forEach(setting -> variables.add(Environment.variable(setting)));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return variables;
    }

    @SuppressWarnings("unchecked") // ConfigDef#names of another class loader
    private static Collection<String> names(ClassLoader loader, String name) {
        try {
            Class<?> type = Class.forName(name, true, loader);
            Object definition = definition(type);
            return definition == null
                    ? List.of()
                    : (Collection<String>)
                            definition.getClass().getMethod("names").invoke(definition);
        } catch (ClassNotFoundException e) {
            return List.of();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be asked for its settings: " + e, e);
        }
    }

    /** A part gives its definition as a constant or by a method. */
    private static @Nullable Object definition(Class<?> type) throws ReflectiveOperationException {
        for (Field field : type.getFields()) {
            if (field.getName().equals("CONFIG") || field.getName().equals("DEFINITION")) {
                return field.get(null);
            }
        }
        return type.getMethod("definition").invoke(null);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
