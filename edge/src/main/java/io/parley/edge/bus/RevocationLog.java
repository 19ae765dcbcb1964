package io.parley.edge.bus;

import io.parley.avro.RevocationFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.edge.EdgeSettings;
import io.parley.edge.auth.Revocations;
import io.parley.log.WholeTopic;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code user.revocations} whole before this edge takes anybody in, and goes on reading. */
public final class RevocationLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationLog.class);

    private final WholeTopic<RevocationFact> topic;

    /** @param onRevoked hears whose tokens were revoked, after that is known; must not block */
    public RevocationLog(EdgeSettings settings, Serdes serdes, Revocations revocations, Consumer<String> onRevoked) {
        this.topic = new WholeTopic<>(
                "edge-revocations",
                Topics.USER_REVOCATIONS,
                new LogSettings(settings).consumer("revocations"),
                serdes,
                new Holder(revocations, onRevoked));
    }

    public void start() {
        topic.start();
    }

    @Override
    public void close() {
        topic.close();
    }

    /** While it cannot be read, the edge knows of nobody, and takes nobody in. */
    record Holder(Revocations revocations, Consumer<String> onRevoked) implements WholeTopic.Holder<RevocationFact> {
        @Override
        public void heard(RevocationFact fact) {
            revocations.observe(fact.getUser(), fact.getBefore(), fact.getStamp());
            onRevoked.accept(fact.getUser());
        }

        @Override
        public void known() {
            revocations.known(true);
        }

        @Override
        public void unreadable(RuntimeException cause) {
            revocations.known(false);
            LOG.error("Which tokens were revoked cannot be read; nobody is taken in until it can", cause);
        }
    }
}
