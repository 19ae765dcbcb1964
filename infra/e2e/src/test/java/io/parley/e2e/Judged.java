package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.checker.Checker;
import io.parley.e2e.checker.History;
import io.parley.e2e.checker.Keeping;
import io.parley.e2e.checker.Violation;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a history against the laws; one that breaks them is kept in {@code target/} for who looks into it. */
final class Judged {

    private static final Logger LOG = LoggerFactory.getLogger(Judged.class);

    private Judged() {}

    static void truthful(String name, History history) {
        LOG.info("{}: {}", name, history.size());
        assertThat(history.frames()).as("a history worth judging").isGreaterThan(50);
        assertThat(Checker.unheard(history))
                .as("chats of which nobody heard everything")
                .isEmpty();
        List<Violation> violations = Checker.check(history);
        if (!violations.isEmpty()) {
            Keeping.keep(history, Path.of("target", "history-" + name + ".jsonl"));
        }
        assertThat(violations)
                .as("%s, kept in target/history-%s.jsonl", name, name)
                .isEmpty();
    }
}
