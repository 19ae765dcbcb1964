package io.parley.tests.property;

import io.parley.tests.world.Connection;
import io.parley.tests.world.Edges;
import io.parley.tests.world.Heard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that comes and goes, always with the last {@code seq} it has seen: it must have everything in the end. */
final class Device {
    private final Edges edges;
    private final String user;
    private final String name;
    private final List<Heard> before = new ArrayList<>();
    private long since;
    private @Nullable Connection connection;

    Device(Edges edges, String user, String name) {
        this.edges = edges;
        this.user = user;
        this.name = name;
    }

    /** A new connection; the one that was open need not have been closed. */
    void comesBack(int slot) {
        leave();
        connection = edges.open(slot, user, name, since, null);
    }

    void goes() {
        Connection open = connection;
        if (open != null && open.isOpen()) {
            edges.close(open, "closed");
        }
        leave();
    }

    private void leave() {
        Connection open = connection;
        if (open != null) {
            before.addAll(open.heard());
            since = open.last();
            open.abandon();
            connection = null;
        }
    }

    boolean isOpen() {
        return connection != null && connection.isOpen();
    }

    /** Whether the stream reached back far enough each time, as the story's bounds make sure. */
    boolean isResumed() {
        return connection != null && connection.isLive() && connection.resumed();
    }

    List<Heard> heard() {
        List<Heard> all = new ArrayList<>(before);
        if (connection != null) {
            all.addAll(connection.heard());
        }
        return all;
    }

    @Override
    public String toString() {
        return user + "/" + name;
    }
}
