package io.parley.topology.runtime;

import io.parley.access.Access;
import io.parley.access.AccessCheck;
import io.parley.access.KafkaAccess;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;

/** How many shards the cluster was made with: the partitions of the talk topics, on which all of them must agree. */
final class Shards {
    private static final long TIMEOUT_SECONDS = 30;
    private static final List<Topic<?>> OF_SHARDS = List.of(
            Topics.CHAT_RAW,
            Topics.USER_INBOX,
            Topics.USER_SESSIONS,
            Topics.USER_RAW,
            Topics.CHAT_MESSAGES,
            Topics.CHAT_MEMBERS,
            Topics.CHAT_MARKS,
            Topics.USER_CHANGES,
            Topics.USER_PROFILES,
            Topics.USER_DEVICES,
            Topics.PUSH_MARKS,
            Topics.PUSH_REQUESTS);

    private Shards() {}

    static int of(TalkSettings settings) throws InterruptedException {
        String bootstrap = settings.getString(TalkSettings.BOOTSTRAP);
        Map<String, Object> clients = new HashMap<>(KafkaAccess.clients(settings));
        clients.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (Admin admin = Admin.create(clients)) {
            if (KafkaAccess.hasPrincipal(settings)) {
                new AccessCheck(admin, KafkaAccess.principal(settings))
                        .require(Access.load().principal(Access.TALK));
            }
            List<String> names = OF_SHARDS.stream().map(Topic::name).toList();
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<String, Integer> partitions = new TreeMap<>();
            topics.forEach(
                    (name, topic) -> partitions.put(name, topic.partitions().size()));
            return agreed(partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The topics of " + bootstrap + " can't be read: " + e.getMessage(), e);
        }
    }

    static int agreed(Map<String, Integer> partitions) {
        List<Integer> counts = partitions.values().stream().distinct().toList();
        if (counts.size() != 1) {
            throw new IllegalStateException("The talk topics must have one count of partitions, not " + partitions);
        }
        return counts.get(0);
    }
}
