package io.parley.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own, as talk is one: exactly-once with the same commit interval and clients, and a processor that
 * decides nothing, has no state, and writes as many records of the same size. Arguments: brokers, application id, state
 * folder, then one {@link Share} for each output.
 */
public final class FloorMain {

    private static final int COMMIT_MS = 10;
    private static final int POLL_MS = 5;
    private static final int LINGER_MS = 100;
    private static final int BATCH_BYTES = 256 << 10;
    private static final int RETRY_MS = 3;
    private static final int RETRY_MAX_MS = 20;
    private static final int SHARES = 3;

    private FloorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<Share> outputs = new ArrayList<>();
        for (int i = SHARES; i < arguments.length; i++) {
            outputs.add(Share.parse(arguments[i]));
        }
        Topology topology = new Topology();
        topology.addSource("in", Floor.inputOf(arguments[1]));
        topology.addProcessor("spread", () -> new Spread(outputs), "in");
        outputs.forEach(output -> topology.addSink(output.topic(), output.topic(), "spread"));
        try (KafkaStreams streams = new KafkaStreams(topology, settings(arguments))) {
            Runtime.getRuntime().addShutdownHook(new Thread(streams::close, "floor-end"));
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    private static Properties settings(String[] arguments) {
        Properties to = new Properties();
        to.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        to.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[1]);
        to.put(StreamsConfig.STATE_DIR_CONFIG, arguments[2]);
        to.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        to.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        to.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        to.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
        to.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        to.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        to.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        to.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        to.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MS);
        to.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), RETRY_MAX_MS);
        to.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return to;
    }

    /**
     * What one input makes of one topic.
     *
     * @param records of one input; fractions add up
     * @param isAnswer the first of an input carries its head
     * @param isRead somebody reads it
     */
    record Share(String topic, double records, int bytes, boolean isAnswer, boolean isRead) {

        static Share parse(String argument) {
            String[] parts = argument.split(",", -1);
            return new Share(
                    parts[0],
                    Double.parseDouble(parts[1]),
                    Integer.parseInt(parts[2]),
                    Boolean.parseBoolean(parts[3]),
                    Boolean.parseBoolean(parts[4]));
        }

        String argument() {
            return String.join(
                    ",",
                    topic,
                    Double.toString(records),
                    Integer.toString(bytes),
                    Boolean.toString(isAnswer),
                    Boolean.toString(isRead));
        }
    }

    /** Fractions of records add up until there is a whole one. */
    private static final class Spread implements Processor<byte[], byte[], byte[], byte[]> {
        private final List<Share> outputs;
        private final double[] due;
        private final Map<Integer, byte[]> payloads = new HashMap<>();
        private @Nullable ProcessorContext<byte[], byte[]> context;

        Spread(List<Share> outputs) {
            this.outputs = outputs;
            this.due = new double[outputs.size()];
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> opened) {
            context = opened;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            for (int i = 0; i < due.length; i++) {
                Share output = outputs.get(i);
                due[i] += output.records();
                boolean isAnswered = false;
                while (due[i] >= 1) {
                    due[i] -= 1;
                    Objects.requireNonNull(context)
                            .forward(record.withValue(payload(output, record.value(), isAnswered)), output.topic());
                    isAnswered = true;
                }
            }
        }

        private byte[] payload(Share output, byte[] input, boolean isAnswered) {
            if (!output.isAnswer() || isAnswered) {
                return payloads.computeIfAbsent(output.bytes(), byte[]::new);
            }
            byte[] answer = new byte[Math.max(Floor.HEAD_BYTES, output.bytes())];
            System.arraycopy(input, 0, answer, 0, Floor.HEAD_BYTES);
            return answer;
        }
    }
}
