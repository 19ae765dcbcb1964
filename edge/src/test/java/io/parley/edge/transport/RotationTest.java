package io.parley.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.edge.auth.AuthSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One secret follows another on an edge that runs: nobody who is connected notices. */
class RotationTest {
    private static final String OLD = "the old secret, which has more than thirty-two bytes";
    private static final String NEW = "the new secret, which has more than thirty-two bytes";

    private static int upgrade(EdgeFixture edge, String token) throws IOException {
        try (RawClient client = edge.upgrade("/ws?token=" + token)) {
            return client.status();
        }
    }

    @Test
    void a_connection_outlives_the_secret_of_its_token(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secrets"), OLD + "\n");
        Map<String, String> settings = Map.of(
                AuthSettings.SECRET,
                "",
                AuthSettings.SECRETS_FILE,
                file.toString(),
                AuthSettings.SECRETS_REFRESH,
                "10");

        try (EdgeFixture edge = new EdgeFixture(settings);
                RawClient connected = edge.connect("ann")) {
            String byOld = edge.token("bob");
            Files.writeString(file, NEW + "\n" + OLD + "\n");
            await().until(() -> edge.secrets.count() == 2);
            String byNew = edge.token("bob");
            assertThat(upgrade(edge, byOld)).isEqualTo(101);
            assertThat(upgrade(edge, byNew)).isEqualTo(101);

            Files.writeString(file, NEW + "\n");
            await().until(() -> edge.secrets.count() == 1);

            assertThat(upgrade(edge, byOld)).isEqualTo(401);
            assertThat(upgrade(edge, byNew)).isEqualTo(101);
            connected.text("{\"type\":\"ping\"}");
            assertThat(connected.readText()).contains("pong");
        }
    }
}
