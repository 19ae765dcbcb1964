package io.parley.e2e.stores;

import io.parley.e2e.play.Cluster;

/** Takes from the tables all that they hold, for who shows that it can be made anew. */
public final class Wiping {

    private Wiping() {}

    public static void truncate(Cluster cluster) {
        try (Tables tables = new Tables(cluster)) {
            tables.truncate();
        }
    }
}
