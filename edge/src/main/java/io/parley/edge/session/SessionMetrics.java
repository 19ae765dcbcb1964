package io.parley.edge.session;

import java.time.Duration;

/** What sessions tell about themselves; names and tags are the metrics' own business. */
public interface SessionMetrics {
    void received(String type);

    void sent(String type);

    void answered(Duration sinceReceived);

    void ended(String reason);

    /** An event skipped a number of its user's stream. */
    void gap();

    /** For tests that do not look at metrics. */
    SessionMetrics NONE = new SessionMetrics() {
        @Override
        public void received(String type) {}

        @Override
        public void sent(String type) {}

        @Override
        public void answered(Duration sinceReceived) {}

        @Override
        public void ended(String reason) {}

        @Override
        public void gap() {}
    };
}
