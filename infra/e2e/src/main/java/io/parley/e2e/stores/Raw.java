package io.parley.e2e.stores;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.parley.e2e.play.Cluster;
import io.parley.local.part.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks for a text in everything that is kept, byte by byte, as somebody would who has all disks. Case does not count. */
public final class Raw {
    private final Cluster cluster;

    public Raw(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Topics in whose records it is: every topic of the broker, changelogs and what was never committed included. */
    public Set<String> topicsWith(String text) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.address("kafka"),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG,
                "false");
        Set<String> found = new TreeSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (has(record.key(), text) || has(record.value(), text)) {
                        found.add(record.topic());
                    }
                });
            }
        }
        return found;
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.address("kafka")))) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            List<TopicPartition> all = new ArrayList<>();
            topics.forEach(topic -> consumer.partitionsFor(topic)
                    .forEach(partition -> all.add(new TopicPartition(topic, partition.partition()))));
            return all;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tables in whose rows it is. */
    public Set<String> tablesWith(String text) {
        Set<String> found = new TreeSet<>();
        String[] address = cluster.address("cassandra").split(":", 2);
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
                .withLocalDatacenter(Site.DATACENTER)
                .withKeyspace(Site.KEYSPACE)
                .build()) {
            for (Row table : session.execute(
                    "SELECT table_name FROM system_schema.tables WHERE keyspace_name = '" + Site.KEYSPACE + "'")) {
                String name = table.getString("table_name");
                for (Row row : session.execute("SELECT JSON * FROM " + name)) {
                    if (has(String.valueOf(row.getString(0)), text)) {
                        found.add(String.valueOf(name));
                    }
                }
            }
        }
        return found;
    }

    /** Keys of Redis in whose values it is. */
    public Set<String> keysWith(String text) {
        Set<String> found = new TreeSet<>();
        try (Resp redis = new Resp(cluster.address("redis").replace("redis://", ""))) {
            for (String key : redis.list("KEYS", "*")) {
                String type = String.valueOf(redis.call("TYPE", key));
                String value =
                        switch (type) {
                            case "hash" -> String.valueOf(redis.call("HGETALL", key));
                            case "zset" -> String.valueOf(redis.call("ZRANGE", key, "0", "-1"));
                            case "set" -> String.valueOf(redis.call("SMEMBERS", key));
                            case "list" -> String.valueOf(redis.call("LRANGE", key, "0", "-1"));
                            case "string" -> String.valueOf(redis.call("GET", key));
                            default -> "";
                        };
                if (has(key, text) || has(value, text)) {
                    found.add(key);
                }
            }
        }
        return found;
    }

    /** Objects of the store of files in which, or in whose names, it is. */
    public Set<String> filesWith(String text) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(cluster.stack().folder().resolve("s3"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (has(file.toString(), text) || has(bytes(file), text)) {
                    found.add(file.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Null when it has just gone. */
    private static byte @Nullable [] bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    private static boolean has(byte @Nullable [] bytes, String text) {
        return bytes != null && has(new String(bytes, StandardCharsets.ISO_8859_1), text);
    }

    private static boolean has(String where, String text) {
        return where.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }
}
