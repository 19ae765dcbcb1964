package io.parley.topology.runtime;

import io.parley.access.KafkaAccess;
import io.parley.avro.Serdes;
import io.parley.ids.Placement;
import io.parley.topology.PushTopology;
import io.parley.topology.errors.ErrorBudget;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The push application in a process of talk. Talk does not wait for it and does not end with it: what keeps killing its
 * threads is tried again after a rest, and is seen by {@code parley_push_running}.
 */
final class Push implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);

    private final TalkSettings settings;
    private final KafkaStreams streams;
    private final Restarts restarts;

    Push(TalkSettings settings, int shards, Metrics metrics) throws InterruptedException {
        this.settings = settings;
        ErrorBudget errors = new ErrorBudget(
                settings.getInt(TalkSettings.ERRORS), settings.duration(TalkSettings.ERRORS_INTERVAL), Set.of());
        restarts = new Restarts(
                new ErrorBudget(
                        settings.getInt(TalkSettings.RESTARTS), settings.duration(TalkSettings.RESTARTS_INTERVAL)),
                System::currentTimeMillis,
                KafkaAccess.principal(settings),
                settings.duration(PushSettings.REST));
        Topology topology = PushTopology.build(
                PushSettings.config(settings), Placement.murmur2(shards), Serdes.registry(settings.originals()));
        Changelogs.make(topology, PushTopology.APPLICATION_ID, shards, settings);
        streams = new KafkaStreams(topology, StreamsSettings.ofPush(settings, errors));
        streams.setUncaughtExceptionHandler(restarts);
        streams.setStateListener((now, before) -> LOG.info("push is {}", now));
        metrics.add("push", streams, errors, restarts);
    }

    void start() {
        streams.start();
    }

    @Override
    public void close() {
        restarts.close();
        boolean clean = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(Duration.ofMillis(settings.getInt(TalkSettings.CLOSE_TIMEOUT))));
        if (!clean) {
            LOG.warn("push did not end within {} ms", settings.getInt(TalkSettings.CLOSE_TIMEOUT));
        }
    }
}
