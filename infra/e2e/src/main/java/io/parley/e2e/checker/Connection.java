package io.parley.e2e.checker;

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
 */
public record Connection(
        String id,
        String user,
        String device,
        OptionalLong since,
        List<Frame> sent,
        List<Frame> received,
        boolean openAtRest) {

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
     * the last ping that was answered.
     */
    long handledUpTo() {
        if (openAtRest) {
            return Long.MAX_VALUE;
        }
        Set<String> answered = refs("pong");
        return sent.stream()
                .filter(frame -> answered.contains(frame.text("ref")))
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
