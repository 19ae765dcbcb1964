package io.parley.topology.runtime;

import io.parley.access.KafkaAccess;
import io.parley.topology.state.TalkStores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the changelogs of an application that are not there yet. Kafka Streams leaves that to the leader of the group; in a
 * rolling upgrade that is an instance of the release before, which does not know a store that is new, and the first instance
 * of the new release would wait for its changelog, and everybody for that instance.
 */
final class Changelogs {
    private static final Logger LOG = LoggerFactory.getLogger(Changelogs.class);
    private static final long TIMEOUT_SECONDS = 30;
    private static final short AS_THE_BROKER = -1;

    private Changelogs() {}

    static void make(Topology topology, String application, int shards, TalkSettings settings)
            throws InterruptedException {
        Map<String, Object> clients = new HashMap<>(KafkaAccess.clients(settings));
        clients.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.getString(TalkSettings.BOOTSTRAP));
        int copies = settings.getInt(TalkSettings.REPLICATION);
        try (Admin admin = Admin.create(clients)) {
            Set<String> missing = names(topology, application);
            missing.removeAll(admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
            List<NewTopic> topics = missing.stream()
                    .map(name -> new NewTopic(
                                    name,
                                    Optional.of(shards),
                                    copies == AS_THE_BROKER ? Optional.empty() : Optional.of((short) copies))
                            .configs(TalkStores.changelog()))
                    .toList();
            for (Map.Entry<String, KafkaFuture<Void>> made :
                    admin.createTopics(topics).values().entrySet()) {
                await(made.getKey(), made.getValue());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "The changelogs of " + application + " can't be made: " + e.getMessage(), e);
        }
    }

    /** Of each store but the global ones, which are read from topics that somebody else writes. */
    static Set<String> names(Topology topology, String application) {
        Set<String> names = new TreeSet<>();
        topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .flatMap(node -> node instanceof TopologyDescription.Processor processor
                        ? processor.stores().stream()
                        : Stream.empty())
                .forEach(store -> names.add(application + "-" + store + "-changelog"));
        return names;
    }

    private static void await(String name, KafkaFuture<Void> made)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            made.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            LOG.info("{} is made", name);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
