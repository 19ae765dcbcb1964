package io.parley.e2e.torture;

import io.parley.e2e.stores.Stores;

/** Redis forgets all that it held. */
record FlushCache() implements Fault {

    @Override
    public String name() {
        return "flush:redis";
    }

    @Override
    public String does() {
        return "FLUSHALL";
    }

    @Override
    public String undone() {
        return "by itself: a miss goes to Cassandra, and the sink writes on";
    }

    @Override
    public String promise() {
        return "nobody notices but by who is said to be online, for one round of refreshing";
    }

    @Override
    public void strike(Ground ground) {
        Stores.dropCache(ground.cluster());
    }

    @Override
    public void undo(Ground ground) {
        // Nothing has to be done, which is what is shown.
    }
}
