package io.parley.sinks.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.connect.errors.ConnectException;

/** The scripts that decide inside Redis whether a write is newer than what is held; each says its keys and arguments. */
enum Script {
    RECENT,
    UNREAD,
    EDGES;

    private final String text;

    Script() {
        this.text = read(name().toLowerCase(Locale.ROOT) + ".lua");
    }

    String text() {
        return text;
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new ConnectException(resource + " is not in the plugin's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConnectException(resource + " can't be read", e);
        }
    }
}
