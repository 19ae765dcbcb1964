package io.parley.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that a registry holds, as a file: Apicurio's own export and import, which keep every schema's id. Records name their
 * schema by that id alone, so a registry with other ids is as good as none.
 */
public final class RegistryArchive {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String ZIP = "application/zip";
    private static final String WAY_OUT = "See registry.log among the logs of the data folder.";

    private final String root;
    private final String subjects;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** {@code root} is where Apicurio answers. */
    public RegistryArchive(String root) {
        this.root = root;
        this.subjects = root + "/apis/ccompat/v7";
    }

    /** What a registry holds: how many subjects, and the ids of all their versions. */
    public record Held(int subjects, SortedSet<Integer> ids) {
        @Override
        public String toString() {
            return ids.isEmpty()
                    ? "nothing"
                    : subjects + " subjects, " + ids.size() + " schemas with the ids " + ids.first() + " to "
                            + ids.last();
        }
    }

    /** A file that is there is whole: it is written beside its place first. */
    public Held exportTo(Path file) throws IOException, InterruptedException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            HttpResponse<Path> answer = client.send(
                    request("/export").header("Accept", ZIP).GET().build(), HttpResponse.BodyHandlers.ofFile(beside));
            if (answer.statusCode() != 200) {
                throw new Trouble("The registry exports nothing: HTTP " + answer.statusCode() + ".", WAY_OUT);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            return held();
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Only an empty registry takes it. */
    public Held importFrom(Path file) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request("/import")
                        .header("Content-Type", ZIP)
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new Trouble(
                    "The registry does not take " + file + ": HTTP " + answer.statusCode() + " " + answer.body() + ".",
                    "Is it a file that `./parley registry export` wrote?");
        }
        return held();
    }

    private HttpRequest.Builder request(String what) {
        return HttpRequest.newBuilder(URI.create(root + "/apis/registry/v3/admin" + what))
                .timeout(TIMEOUT);
    }

    private Held held() throws IOException, InterruptedException {
        Http http = new Http();
        TreeSet<Integer> ids = new TreeSet<>();
        JsonNode names = ask(http, "/subjects");
        for (JsonNode name : names) {
            String versions = "/subjects/" + name.asText() + "/versions";
            for (JsonNode version : ask(http, versions)) {
                ids.add(ask(http, versions + "/" + version.asInt()).path("id").asInt());
            }
        }
        return new Held(names.size(), ids);
    }

    private JsonNode ask(Http http, String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(http.send("GET", subjects + path, "").require("The registry does not answer"));
    }
}
