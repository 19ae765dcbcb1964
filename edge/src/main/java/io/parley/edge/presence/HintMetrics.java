package io.parley.edge.presence;

/** What hints tell about themselves; names and tags are the metrics' own business. */
public interface HintMetrics {
    /** A change of presence that this edge made and Redis published. */
    void presencePublished();

    /** A change of a watched user that came from Redis. */
    void presenceHeard();

    /** Typing went to so many edges, one publish each. */
    void typingPublished(int edges);

    void typingHeard();

    /** Work that was left out because too much was waiting. */
    void dropped();

    /** For tests that do not look at metrics. */
    HintMetrics NONE = new HintMetrics() {
        @Override
        public void presencePublished() {}

        @Override
        public void presenceHeard() {}

        @Override
        public void typingPublished(int edges) {}

        @Override
        public void typingHeard() {}

        @Override
        public void dropped() {}
    };
}
