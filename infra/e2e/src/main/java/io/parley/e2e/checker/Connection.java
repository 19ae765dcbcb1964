package io.parley.e2e.checker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One connection, whole: what it was opened with and every frame of it in order.
 *
 * @param id names it in what is told
 * @param openAtRest whether it was still open when everything had come to rest, so that it owes its user everything
 * @param endedAt when it ended, on the clock of its frames; of no meaning while it is open
 */
public record Connection(
        String id,
        String user,
        String device,
        OptionalLong since,
        List<Frame> sent,
        List<Frame> received,
        boolean openAtRest,
        long endedAt) {
    /** An edge writes what it has taken into the log within milliseconds of answering a ping; what dies with it, it had not. */
    private static final long WRITTEN_WITHIN = Duration.ofSeconds(2).toNanos();

    Optional<Frame> hello() {
        return received.stream().filter(frame -> frame.is("hello")).findFirst();
    }

    /** The seq that the first event of this connection must follow. */
    OptionalLong startsAfter() {
        Optional<Frame> hello = hello();
        if (hello.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean resumed = hello.get().json().path("resumed").asBoolean();
        return since.isPresent() && resumed
                ? since
                : OptionalLong.of(hello.get().seq());
    }

    /**
     * The moment up to which all that was sent was surely handled: everything while the connection went on, else up to
     * the last ping that was answered a while before the end. A pong says that the edge has it, not that the log has.
     */
    long handledUpTo() {
        if (openAtRest) {
            return Long.MAX_VALUE;
        }
        Set<String> answered = received.stream()
                .filter(frame -> frame.is("pong") && endedAt - frame.nanos() >= WRITTEN_WITHIN)
                .map(frame -> frame.text("ref"))
                .collect(Collectors.toSet());
        return sent.stream()
                .filter(frame -> frame.json().has("ref") && answered.contains(frame.text("ref")))
                .mapToLong(Frame::nanos)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** What was refused, by its ref. */
    Set<String> refusedRefs() {
        return refs("error");
    }

    private Set<String> refs(String type) {
        return received.stream()
                .filter(frame -> frame.is(type) && frame.json().has("ref"))
                .map(frame -> frame.text("ref"))
                .collect(Collectors.toSet());
    }
}
