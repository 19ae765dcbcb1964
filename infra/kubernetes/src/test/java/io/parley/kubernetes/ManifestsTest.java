package io.parley.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Topics, users and schemas of the base are those of the catalogue. {@code -Dparley.write} writes them anew. */
class ManifestsTest {
    @Test
    void what_is_made_from_the_catalogue_is_as_it_says() throws IOException {
        Map<String, String> files = Manifests.all();
        if (System.getProperty("parley.write") != null) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(Base.FOLDER.resolve(file.getKey()), file.getValue());
            }
        }

        for (Map.Entry<String, String> file : files.entrySet()) {
            assertThat(Base.FOLDER.resolve(file.getKey()))
                    .as("made by mvn -f infra/kubernetes/pom.xml test -Dtest=ManifestsTest -Dparley.write")
                    .exists()
                    .content()
                    .isEqualTo(file.getValue());
        }
    }
}
