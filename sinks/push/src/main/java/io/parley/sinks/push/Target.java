package io.parley.sinks.push;

import java.util.concurrent.CompletionStage;

/** Where pushes of a platform go. */
interface Target extends AutoCloseable {

    /** Sends without blocking; what fails on the way is an {@link Outcome} too, or ends the stage exceptionally. */
    CompletionStage<Outcome> send(Push push);

    @Override
    default void close() {}
}
