package io.parley.tests.topics;

import io.parley.avro.Serdes;
import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.ids.Placement;
import io.parley.topology.PushConfig;
import io.parley.topology.PushTopology;
import io.parley.topology.TalkConfig;
import io.parley.topology.TalkTopology;
import io.parley.topology.errors.ErrorBudget;
import io.parley.topology.errors.UndecodableHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology between bytes that it reads and bytes that it wrote. */
final class Pipe implements AutoCloseable {
    private final Serdes serdes;
    private final Set<String> inputs;
    private final TopologyTestDriver driver;

    /** A record that was written. */
    record Written(String topic, String key, Headers headers, byte[] value, Instant time) {}

    private Pipe(Topology topology, String application, Set<String> inputs, Serdes serdes, Instant begin) {
        this.serdes = serdes;
        this.inputs = inputs;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UndecodableHandler.class);
        properties.put(ErrorBudget.CONFIG, new ErrorBudget(1, Duration.ofMinutes(1)));
        driver = new TopologyTestDriver(topology, properties, begin);
    }

    static Pipe ofTalk(TalkConfig config, Placement placement, Serdes serdes, Instant begin) {
        return new Pipe(
                TalkTopology.build(config, placement, serdes), TalkTopology.APPLICATION_ID, Set.of(), serdes, begin);
    }

    static Pipe ofPush(PushConfig config, Placement placement, Serdes serdes, Instant begin) {
        return new Pipe(
                PushTopology.build(config, placement, serdes),
                PushTopology.APPLICATION_ID,
                Set.of(Topics.CHAT_MARKS.name(), Topics.USER_CHANGES.name(), Topics.USER_DEVICES.name()),
                serdes,
                begin);
    }

    <V extends SpecificRecord> void read(Topic<V> topic, String key, V value, Instant time) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value, time);
    }

    /** What no topology can decode. */
    void noise(Topic<?> topic, Instant time) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("noise", "this is no record".getBytes(StandardCharsets.UTF_8), time);
    }

    /** Gives on what another topology wrote, when this one reads it. */
    void pass(Written record) {
        if (inputs.contains(record.topic())) {
            driver.createInputTopic(record.topic(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(record.key(), record.value(), record.time());
        }
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What was written since the last look. */
    List<Written> written() {
        List<Written> all = new ArrayList<>();
        for (String topic : driver.producedTopicNames()) {
            if (!topic.endsWith("-changelog")) {
                for (TestRecord<String, byte[]> record : driver.createOutputTopic(
                                topic, new StringDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()) {
                    all.add(new Written(topic, record.key(), record.headers(), record.value(), record.getRecordTime()));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        driver.close();
    }
}
