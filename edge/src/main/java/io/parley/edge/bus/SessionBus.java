package io.parley.edge.bus;

import io.parley.avro.ChatCommand;
import io.parley.avro.SessionEvent;
import org.jspecify.annotations.Nullable;

/** What connections write to the log. Nothing here blocks; {@code onFailure} may run on any thread. */
public interface SessionBus {
    /** The slot under which connections live now; null while this edge holds none and may take no connection. */
    @Nullable
    Holding holding();

    /** The answer comes to the connection that the command's origin names. */
    void send(ChatCommand command, Runnable onFailure);

    void send(SessionEvent event, Runnable onFailure);
}
