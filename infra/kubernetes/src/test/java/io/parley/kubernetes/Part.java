package io.parley.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part that runs in pods of its own: what its manifest gives it, and what its module and its settings want. */
record Part(String name, String kind, SettingsOf settings) {
    static final Part EDGE = new Part("edge", "Deployment", SettingsOf.page("edge.md"));
    static final Part TOPOLOGY = new Part("topology", "StatefulSet", SettingsOf.page("topology.md"));

    private static final Path PARTS = Path.of("..", "parts");

    Base.Document manifest() {
        return Base.document(kind, "parley-" + name);
    }

    /** Variables with their values; of those that come from somewhere else the value is empty. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        manifest()
                .container()
                .path("env")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return variables;
    }

    /** What the part is told, or what it takes by itself. */
    String value(String setting) {
        SettingsOf.Setting known = settings.get(setting);
        return variables().getOrDefault(known.variable(), known.fallback().replace("`", ""));
    }

    Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (JsonNode port : manifest().container().path("ports")) {
            ports.put(port.path("name").asText(), port.path("containerPort").asInt());
        }
        return ports;
    }

    Set<String> mounts() {
        Set<String> mounts = new TreeSet<>();
        manifest()
                .container()
                .path("volumeMounts")
                .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
        return mounts;
    }

    /** As the profile `images` names it. */
    static String image(String part, String prefix) {
        return prefix + property(PARTS.resolve(part).resolve("pom.xml"), "part.name") + ":"
                + property(PARTS.resolve("pom.xml"), "version");
    }

    static String prefix() {
        return property(PARTS.resolve("pom.xml"), "image.prefix");
    }

    /** The ports of its image, {@code 8080-8081} being two. */
    Set<Integer> imagePorts() {
        String[] range =
                property(PARTS.resolve(name).resolve("pom.xml"), "image.ports").split("-");
        Set<Integer> ports = new TreeSet<>();
        for (int port = Integer.parseInt(range[0]); port <= Integer.parseInt(range[range.length - 1]); port++) {
            ports.add(port);
        }
        return ports;
    }

    private static String property(Path pom, String name) {
        try {
            Matcher found =
                    Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</").matcher(Files.readString(pom));
            if (!found.find()) {
                throw new IllegalStateException(pom + " has no " + name);
            }
            return found.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
