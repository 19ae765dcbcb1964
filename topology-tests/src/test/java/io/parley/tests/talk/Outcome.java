package io.parley.tests.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Ack;
import io.parley.avro.Done;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import org.jspecify.annotations.Nullable;

/** The answer to a command. A rejection that no specification expects fails it at its end. */
public final class Outcome {
    private final String command;
    private final @Nullable Object result;
    private boolean expected;

    Outcome(String command, @Nullable Reply reply) {
        this.command = command;
        this.result = reply == null ? null : reply.getResult();
        this.expected = !(result instanceof Rejected);
    }

    /** The message, or its change, has its place. */
    public Ack is_acked() {
        expected = true;
        return expect(Ack.class);
    }

    /** Nothing is answered, as to delivered and read when nothing is wrong. */
    public void is_silent() {
        expected = true;
        assertThat(result).as(command).isNull();
    }

    /** The change is made. */
    public Done is_done() {
        expected = true;
        return expect(Done.class);
    }

    /** It is refused with this code of the wire contract. */
    public Rejected is_refused(String code) {
        expected = true;
        Rejected rejected = expect(Rejected.class);
        assertThat(rejected.getCode())
                .as(command + ": " + rejected.getMessage())
                .isEqualTo(code);
        return rejected;
    }

    private <T> T expect(Class<T> type) {
        if (!type.isInstance(result)) {
            throw new AssertionError(command + " should give " + type.getSimpleName() + ", gave " + result);
        }
        return type.cast(result);
    }

    public String msg_id() {
        return is_acked().getMsgId();
    }

    boolean isExpected() {
        return expected;
    }

    @Override
    public String toString() {
        return command + " gave " + result;
    }
}
