package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.e2e.checker.Checker;
import io.parley.e2e.checker.Connection;
import io.parley.e2e.checker.Frame;
import io.parley.e2e.checker.History;
import io.parley.e2e.checker.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a history against the laws; one that breaks them is kept in {@code target/} for who looks into it. */
final class Judged {

    private static final Logger LOG = LoggerFactory.getLogger(Judged.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Judged() {}

    static void truthful(String name, History history) {
        long frames = history.connections().stream()
                .mapToLong(connection -> connection.received().size())
                .sum();
        LOG.info(
                "{}: {} connections, {} frames, {} calls, {} at rest",
                name,
                history.connections().size(),
                frames,
                history.calls().size(),
                history.atRest().size());
        assertThat(frames).as("a history worth judging").isGreaterThan(50);
        List<Violation> violations = Checker.check(history);
        if (!violations.isEmpty()) {
            keep(name, history);
        }
        assertThat(violations)
                .as("%s, kept in target/history-%s.jsonl", name, name)
                .isEmpty();
    }

    private static void keep(String name, History history) {
        Path file = Path.of("target", "history-" + name + ".jsonl");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (Connection connection : history.connections()) {
                connection.sent().forEach(frame -> out.println(line(connection, frame, "sent")));
                connection.received().forEach(frame -> out.println(line(connection, frame, "got")));
            }
            history.calls().forEach(out::println);
            history.atRest().forEach(out::println);
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
