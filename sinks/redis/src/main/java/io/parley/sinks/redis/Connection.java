package io.parley.sinks.redis;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** An open connection to one Redis or to a cluster; it reconnects by itself. */
interface Connection extends AutoCloseable {

    /** Sends all of them in one go, in their order; an answer for each. */
    List<CompletionStage<?>> run(List<Call> calls);

    void loadScripts();

    @Override
    void close();
}
