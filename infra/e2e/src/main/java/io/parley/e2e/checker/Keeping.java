package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a history down, a line each frame, call and look at rest, for who looks into what broke a law. */
public final class Keeping {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Keeping() {}

    public static Path keep(History history, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                for (Connection connection : history.connections()) {
                    connection.sent().forEach(frame -> out.println(line(connection, frame, "sent")));
                    connection.received().forEach(frame -> out.println(line(connection, frame, "got")));
                }
                history.calls().forEach(out::println);
                history.atRest().forEach(out::println);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode line(Connection connection, Frame frame, String direction) {
        ObjectNode line = JSON.createObjectNode()
                .put("connection", connection.id())
                .put("since", connection.since().orElse(-1))
                .put("nanos", frame.nanos());
        line.set(direction, frame.json());
        return line;
    }
}
