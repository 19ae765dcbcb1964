package io.parley.e2e.checker;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** Whether a frame that was sent was surely handled: the connection went on, and a later question was answered. */
    boolean surelyHandled(Frame frame) {
        return openAtRest || received.stream().anyMatch(answer -> answer.is("pong") && answeredLater(answer, frame));
    }

    private boolean answeredLater(Frame answer, Frame frame) {
        String ref = answer.text("ref");
        return !ref.isEmpty()
                && sent.stream().anyMatch(asked -> asked.text("ref").equals(ref) && asked.nanos() >= frame.nanos());
    }

    /** Whether the server refused this frame. */
    boolean refused(Frame frame) {
        String ref = frame.text("ref");
        return !ref.isEmpty()
                && received.stream()
                        .anyMatch(answer ->
                                answer.is("error") && answer.text("ref").equals(ref));
    }
}
