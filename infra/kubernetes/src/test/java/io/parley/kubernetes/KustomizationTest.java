package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The base is plain: a list of files, each once, and no two documents that a cluster would take for one. */
class KustomizationTest {
    private final JsonNode kustomization =
            Base.read(Base.FOLDER.resolve(Base.KUSTOMIZATION)).get(0);

    @Test
    void every_file_of_the_base_is_listed_once() {
        List<String> listed = new ArrayList<>();
        kustomization.path("resources").forEach(resource -> listed.add(resource.asText()));

        List<String> there = new ArrayList<>(Base.files(Base.FOLDER));
        there.remove(Base.KUSTOMIZATION);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(there);
        assertThat(kustomization.fieldNames()).toIterable().containsExactly("apiVersion", "kind", "resources");
    }

    @Test
    void every_document_has_a_name_of_its_own_and_no_namespace() {
        assertThat(Base.documents())
                .extracting(document -> document.kind() + " " + document.name())
                .doesNotHaveDuplicates()
                .noneMatch(text -> text.startsWith(" ") || text.endsWith(" "));
        assertThat(Base.documents())
                .allMatch(document ->
                        document.content().path("metadata").path("namespace").isMissingNode());
    }
}
