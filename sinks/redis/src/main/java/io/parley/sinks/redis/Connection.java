package io.parley.sinks.redis;

import java.util.concurrent.CompletionStage;

/** An open connection to one Redis or to a cluster; it reconnects by itself. */
interface Connection extends AutoCloseable {

    CompletionStage<?> run(Call call);

    void loadScripts();

    @Override
    void close();
}
