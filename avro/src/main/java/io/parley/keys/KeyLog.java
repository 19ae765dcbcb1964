package io.parley.keys;

import io.parley.avro.KeyFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.log.WholeTopic;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code user.keys} whole into a ring, and goes on reading. */
public final class KeyLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);

    private final WholeTopic<KeyFact> topic;

    /**
     * @param clients what a client of the log has to be told
     * @param onHeard hears of whom something was said, after it is in the ring; must not block
     */
    public KeyLog(Map<String, Object> clients, Serdes serdes, KeyRing ring, Consumer<String> onHeard) {
        this.topic = new WholeTopic<>("user-keys", Topics.USER_KEYS, clients, serdes, new Holder(ring, onHeard));
    }

    public void start() {
        topic.start();
    }

    @Override
    public void close() {
        topic.close();
    }

    /** A ring that knew all goes on knowing what it knew: a key that is missing is waited for. */
    record Holder(KeyRing ring, Consumer<String> onHeard) implements WholeTopic.Holder<KeyFact> {
        @Override
        public void heard(KeyFact fact) {
            ring.observe(fact);
            onHeard.accept(fact.getUser());
        }

        @Override
        public void known() {
            ring.known();
        }

        @Override
        public void unreadable(RuntimeException cause) {
            LOG.error("The users' keys cannot be read; what was heard of them goes on", cause);
        }
    }
}
