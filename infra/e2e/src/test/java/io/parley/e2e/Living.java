package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Catalogue;
import io.parley.avro.Topics;
import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Play;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What can be seen of a log from outside when nobody talks: where its topics end, and who reads it as a group. */
record Living(Map<String, Long> ends, Set<String> topics, Set<String> groups) {
    /** Two seconds of looks that say the same. */
    private static final int CALM = 100;

    static Living atRest(Cluster cluster) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.address("kafka"));
        try (Admin admin = Admin.create(config)) {
            long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
            Living last = look(admin);
            for (int same = 0; same < CALM; ) {
                assertThat(System.nanoTime()).as("the log is not quiet").isLessThan(deadline);
                Play.pause();
                Living now = look(admin);
                same = now.equals(last) ? same + 1 : 0;
                last = now;
            }
            return last;
        }
    }

    private static Living look(Admin admin) throws ExecutionException, InterruptedException {
        // Leases are renewed each second, whoever talks.
        List<String> names = Catalogue.load().topics().stream()
                .map(Catalogue.Entry::name)
                .filter(name -> !name.equals(Topics.EDGE_LEASES.name()))
                .toList();
        Map<TopicPartition, OffsetSpec> asked = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
        Map<String, Long> ends = new TreeMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
        Set<String> groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Living(ends, new TreeSet<>(admin.listTopics().names().get()), groups);
    }
}
