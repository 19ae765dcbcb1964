package io.parley.topology.runtime;

import io.parley.access.KafkaAccess;
import io.parley.avro.Serdes;
import io.parley.ids.Placement;
import io.parley.topology.TalkTopology;
import io.parley.topology.errors.ErrorBudget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of the talk application: Kafka Streams, its meters, how it ends, and push beside it. */
final class Talk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private final TalkSettings settings;
    private final KafkaStreams streams;
    private final Metrics metrics;
    private final @Nullable Push push;
    private final Health health;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean failed;

    private Talk(TalkSettings settings, int shards) throws IOException, InterruptedException {
        this.settings = settings;
        ErrorBudget errors = new ErrorBudget(
                settings.getInt(TalkSettings.ERRORS),
                settings.duration(TalkSettings.ERRORS_INTERVAL),
                Set.copyOf(settings.getList(TalkSettings.RELEASED)));
        Restarts restarts = new Restarts(
                new ErrorBudget(
                        settings.getInt(TalkSettings.RESTARTS), settings.duration(TalkSettings.RESTARTS_INTERVAL)),
                System::currentTimeMillis,
                KafkaAccess.principal(settings));
        Topology topology =
                TalkTopology.build(settings.config(), Placement.murmur2(shards), Serdes.registry(settings.originals()));
        Changelogs.make(topology, TalkTopology.APPLICATION_ID, shards, settings);
        streams = new KafkaStreams(topology, StreamsSettings.of(settings, errors));
        streams.setUncaughtExceptionHandler(restarts);
        streams.setStateListener(this::changed);
        metrics = new Metrics();
        metrics.add("talk", streams, errors, restarts);
        push = settings.getBoolean(PushSettings.ENABLED) ? new Push(settings, shards, metrics) : null;
        InetSocketAddress address = new InetSocketAddress(
                settings.getString(TalkSettings.METRICS_HOST), settings.getInt(TalkSettings.METRICS_PORT));
        health = Health.start(address, () -> !failed, () -> streams.state() == State.RUNNING, metrics::scrape);
    }

    /** Starts, and returns while it restores. */
    static Talk start(TalkSettings settings) throws IOException, InterruptedException {
        int shards = Shards.of(settings);
        Talk talk = new Talk(settings, shards);
        LOG.info("talk starts with {} shard(s); metrics on port {}", shards, talk.health.port());
        talk.streams.start();
        if (talk.push != null) {
            talk.push.start();
        }
        return talk;
    }

    private void changed(State now, State before) {
        LOG.info("talk is {}", now);
        if (now == State.ERROR) {
            failed = true;
        }
        if (now == State.ERROR || now == State.NOT_RUNNING) {
            ended.countDown();
        }
    }

    /** False when it died by itself. */
    boolean awaitEnd() throws InterruptedException {
        ended.await();
        return !failed;
    }

    /** Leaves the group, so that others take over at once instead of after the session timeout. */
    @Override
    public void close() {
        boolean clean = streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(Duration.ofMillis(settings.getInt(TalkSettings.CLOSE_TIMEOUT))));
        if (!clean) {
            LOG.warn("talk did not end within {} ms", settings.getInt(TalkSettings.CLOSE_TIMEOUT));
        }
        if (push != null) {
            push.close();
        }
        metrics.close();
        health.close();
    }
}
