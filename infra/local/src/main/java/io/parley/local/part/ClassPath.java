package io.parley.local.part;

import io.parley.local.Trouble;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The jars of one part, as the part's own module of the build resolved them: they lie where Maven keeps them, and no part
 * sees another's.
 */
public record ClassPath(String part, List<Path> entries) {
    private static final String WAY_OUT = "Build Parley again: `mvn -DskipTests install` in its checkout.";

    public static ClassPath of(String part) {
        String resource = "/parley/parts/" + part + ".classpath";
        URL url = ClassPath.class.getResource(resource);
        if (url == null) {
            throw new Trouble("The part " + part + " is not built: its class path is missing.", WAY_OUT);
        }
        return of(part, home(url, resource), read(url));
    }

    /** The same of another checkout that is built, as {@link #of} finds it in this one. */
    public static ClassPath of(String part, Path checkout) {
        Path home = checkout.resolve("infra/parts").resolve(part).resolve("target/classes");
        Path list = home.resolve("parley/parts").resolve(part + ".classpath");
        try {
            return of(part, home, Files.readString(list));
        } catch (IOException e) {
            throw new Trouble(
                    "The part " + part + " is not built in " + checkout + ": " + list + " cannot be read.",
                    "Build that checkout: `mvn -DskipTests package` in it.");
        }
    }

    private static ClassPath of(String part, Path home, String list) {
        List<Path> entries = new ArrayList<>();
        entries.add(home);
        Arrays.stream(list.strip().split(File.pathSeparator)).map(Path::of).forEach(entries::add);
        for (Path entry : entries) {
            if (!Files.exists(entry)) {
                throw new Trouble("The part " + part + " is not built: " + entry + " is missing.", WAY_OUT);
            }
        }
        return new ClassPath(part, List.copyOf(entries));
    }

    /** The jar or folder that holds the resource: the part's own module. */
    private static Path home(URL url, String resource) {
        String text = url.toString();
        String home = text.substring(0, text.length() - resource.length());
        if (home.startsWith("jar:")) {
            home = home.substring("jar:".length(), home.length() - "!".length());
        }
        return Path.of(URI.create(home));
    }

    private static String read(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With these before all others; nothing changes when the text is empty. */
    public ClassPath behind(String paths) {
        if (paths.isEmpty()) {
            return this;
        }
        List<Path> all = new ArrayList<>(
                Arrays.stream(paths.split(File.pathSeparator)).map(Path::of).toList());
        all.addAll(entries);
        return new ClassPath(part, List.copyOf(all));
    }

    /** Whether the part's own module, as it was compiled, has this class. */
    boolean hasOfItsOwn(String className) {
        return Files.exists(entries.get(0).resolve(className.replace('.', '/') + ".class"));
    }

    /** The jar whose name begins so. */
    public Path jar(String name) {
        return entries.stream()
                .filter(entry -> String.valueOf(entry.getFileName()).startsWith(name))
                .findFirst()
                .orElseThrow(() -> new Trouble("The part " + part + " lacks " + name + ".", WAY_OUT));
    }

    @Override
    public String toString() {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }
}
