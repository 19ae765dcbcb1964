package io.parley.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.local.part.ClassPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that is ours about an image. The build makes them on nothing, beside the ones with a base, which need a registry. */
class ImagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLASS_PATH = "app/jib-classpath-file";

    private static Path tar(String part) {
        return Path.of("..", "parts", part, "target", "image-without-base.tar");
    }

    private static JsonNode config(String part) throws IOException {
        Map<String, byte[]> files = ImageTar.files(tar(part), name -> name.equals("config.json"));
        return JSON.readTree(Objects.requireNonNull(files.get("config.json"))).path("config");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "edge, io.parley.edge.EdgeMain, 8080/tcp 8081/tcp",
        "topology, io.parley.topology.runtime.TalkMain, 9404/tcp",
        "connect, io.parley.part.connect.WorkerMain, 8083/tcp"
    })
    void a_part_runs_as_nobody_and_ends_when_memory_does(String part, String main, String ports) throws IOException {
        JsonNode config = config(part);

        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(texts(config.path("Entrypoint")))
                .startsWith("java")
                .contains("-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=70")
                .endsWith(main);
        assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactlyInAnyOrder(ports.split(" "));
        assertThat(config.path("Env").toString()).doesNotContain("PARLEY");
    }

    @ParameterizedTest
    @CsvSource({"edge", "topology", "connect"})
    void what_it_holds_is_what_the_launcher_runs(String part) throws IOException {
        List<String> inside = new ArrayList<>();
        for (byte[] layer :
                ImageTar.files(tar(part), name -> name.endsWith(".tar.gz")).values()) {
            ImageTar.filesOfLayer(layer, CLASS_PATH::equals)
                    .values()
                    .forEach(text -> inside.add(new String(text, StandardCharsets.UTF_8)));
        }

        assertThat(inside).hasSize(1);
        assertThat(names(inside.get(0)))
                .isEqualTo(ClassPath.of(part).entries().stream()
                        .map(entry -> String.valueOf(entry.getFileName()))
                        .filter(name -> name.endsWith(".jar") && !name.startsWith("parley-part-"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static TreeSet<String> names(String classPath) {
        return Arrays.stream(classPath.strip().split(":"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
