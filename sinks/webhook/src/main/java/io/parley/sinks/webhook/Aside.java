package io.parley.sinks.webhook;

import java.util.concurrent.CompletionStage;

/** Keeps events that the receiver never took. */
@FunctionalInterface
interface Aside {

    /** Without blocking; ends when the event is kept, and exceptionally when it cannot be. */
    CompletionStage<Void> keep(Delivery delivery, Undelivered cause);
}
