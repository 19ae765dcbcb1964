package io.parley.local.provision;

import io.parley.avro.Catalogue;
import io.parley.local.Trouble;
import io.parley.local.data.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes the catalogue's topics. What is there already gets the catalogue's configuration; its partitions are never
 * altered, because order, state and history lie in them: another count is refused.
 */
public final class TopicProvision {
    private static final int TIMEOUT_MS = 60_000;

    private final Map<String, Object> clients;
    private final short replication;
    private final int shards;
    private final int slots;

    public TopicProvision(String bootstrap, Identity identity) {
        this(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                (short) 1,
                identity.shards(),
                identity.slots());
    }

    /** On a cluster of several brokers, which may have to be told who asks. */
    public TopicProvision(Map<String, Object> clients, short replication, int shards, int slots) {
        this.clients = clients;
        this.replication = replication;
        this.shards = shards;
        this.slots = slots;
    }

    public void run() throws InterruptedException {
        List<Catalogue.Entry> topics = Catalogue.load().topics();
        Map<String, Object> config = new HashMap<>(clients);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "parley-launcher");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        try (Admin admin = Admin.create(config)) {
            Set<String> present = admin.listTopics().names().get();
            check(topics, describe(admin, topics, present));
            create(admin, topics, present);
            configure(admin, topics, present);
        } catch (ExecutionException e) {
            throw new Trouble("The topics cannot be made: " + e.getMessage() + ".", "See the log of kafka.");
        }
    }

    private static Map<String, Integer> describe(Admin admin, List<Catalogue.Entry> topics, Set<String> present)
            throws ExecutionException, InterruptedException {
        List<String> names = topics.stream()
                .map(Catalogue.Entry::name)
                .filter(present::contains)
                .toList();
        Map<String, Integer> counts = new HashMap<>();
        Map<String, TopicDescription> found =
                admin.describeTopics(names).allTopicNames().get();
        found.forEach((name, topic) -> counts.put(name, topic.partitions().size()));
        return counts;
    }

    private void check(List<Catalogue.Entry> topics, Map<String, Integer> counts) {
        for (Catalogue.Entry topic : topics) {
            mismatch(topic, counts.get(topic.name()), wanted(topic)).ifPresent(sentence -> {
                throw new Trouble(
                        sentence,
                        "Partition counts are for life: take a new data folder, or empty it with `./parley reset`.");
            });
        }
    }

    static Optional<String> mismatch(
            Catalogue.Entry topic, @org.jspecify.annotations.Nullable Integer present, int wanted) {
        return present == null || present == wanted
                ? Optional.empty()
                : Optional.of("The topic " + topic.name() + " has " + present + " partitions and the catalogue wants "
                        + wanted + ".");
    }

    private int wanted(Catalogue.Entry topic) {
        return topic.partitionCount(shards, slots);
    }

    private void create(Admin admin, List<Catalogue.Entry> topics, Set<String> present)
            throws ExecutionException, InterruptedException {
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), wanted(topic), replication).configs(topic.config()))
                .toList();
        admin.createTopics(missing).all().get();
    }

    private static void configure(Admin admin, List<Catalogue.Entry> topics, Set<String> present)
            throws ExecutionException, InterruptedException {
        Map<ConfigResource, java.util.Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Catalogue.Entry topic : topics) {
            if (present.contains(topic.name())) {
                List<AlterConfigOp> operations = new ArrayList<>();
                topic.config()
                        .forEach((key, value) -> operations.add(
                                new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations);
            }
        }
        admin.incrementalAlterConfigs(changes).all().get();
    }
}
