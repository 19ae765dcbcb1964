package io.parley.sinks.push;

import java.util.concurrent.CompletionStage;

/** Tells the log that a token is none any more. */
interface Withdrawals extends AutoCloseable {

    /** Ends when the log has it. */
    CompletionStage<?> withdraw(Push push);

    @Override
    default void close() {}
}
