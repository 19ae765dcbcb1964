package io.parley.bench;

import io.parley.bench.FloorMain.Share;
import io.parley.local.data.Trees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Bare clients on both sides of {@link FloorMain}: a producer and a committed reader as an edge has them, and one reader
 * of the facts as the sinks have it. Topics of its own, which end with it.
 */
final class Floor implements AutoCloseable {

    /** A record's head: what it is, and its message's number. */
    static final int HEAD_BYTES = 1 + Integer.BYTES;

    private static final byte PROBE = 0;
    private static final byte MESSAGE = 1;
    private static final byte RECEIPT = 2;
    private static final int RAW_BYTES = 215;
    private static final int EDGE_LINGER_MS = 5;
    private static final int SINK_FETCH_BYTES = 65_536;
    private static final int SINK_FETCH_MS = 100;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int START_SECONDS = 60;
    private static final int DRAIN_SECONDS = 60;

    private final String id = "floor-" + UUID.randomUUID();
    private final String kafka;
    private final List<Share> shares;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final CountDownLatch answering = new CountDownLatch(1);
    private final List<KafkaConsumer<byte[], byte[]>> consumers = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final Path folder;
    private final Process process;
    private volatile Ledger ledger = new Ledger(0, 0);
    private volatile int receipts;

    private Floor(String kafka, List<Share> of) throws IOException, InterruptedException {
        this.kafka = kafka;
        this.shares = of.stream()
                .map(share -> new Share(
                        id + "." + share.topic(), share.records(), share.bytes(), share.isAnswer(), share.isRead()))
                .toList();
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
        makeTopics();
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ProducerConfig.LINGER_MS_CONFIG, EDGE_LINGER_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.folder = Files.createTempDirectory("parley-floor");
        this.process = processor();
    }

    static Floor start(String kafka, List<Share> shares) throws IOException, InterruptedException {
        Floor floor = new Floor(kafka, shares);
        floor.read("floor-delivery", true, 1, 500);
        floor.read("floor-facts", false, SINK_FETCH_BYTES, SINK_FETCH_MS);
        floor.send(PROBE, 0);
        if (!floor.answering.await(START_SECONDS, TimeUnit.SECONDS)) {
            floor.close();
            throw new IOException("the empty processor did not answer within " + START_SECONDS + " s");
        }
        return floor;
    }

    static String inputOf(String id) {
        return id + ".in";
    }

    long pid() {
        return process.pid();
    }

    /** At this pace; each message that arrives is followed by so many receipts. CPU seconds of what was measured. */
    Map<String, Cpu> run(Pace pace, Ledger into, int receiptsEach, CpuMeter cpu) throws InterruptedException {
        ledger = into;
        receipts = receiptsEach;
        long start = System.nanoTime();
        send(pace, into, 0, pace.warmUpMessages(), start);
        Map<String, Cpu> before = cpu.read();
        send(pace, into, pace.warmUpMessages(), pace.messages(), start);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        while (into.missing() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return Cpu.used(before, cpu.read());
    }

    private void send(Pace pace, Ledger into, int from, int to, long start) {
        for (int number = from; number < to; number++) {
            long due = start + pace.dueNanos(number);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            into.sent(number, due, 1);
            send(MESSAGE, number);
        }
    }

    private void send(byte what, int number) {
        byte[] value = new byte[RAW_BYTES];
        ByteBuffer.wrap(value).put(what).putInt(number);
        producer.send(new ProducerRecord<>(inputOf(id), value));
    }

    private void read(String name, boolean isAnswer, int fetchBytes, int fetchMs) {
        List<TopicPartition> topics = shares.stream()
                .filter(share -> share.isRead() && share.isAnswer() == isAnswer)
                .map(share -> new TopicPartition(share.topic(), 0))
                .toList();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, fetchBytes);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchMs);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(topics);
        consumers.add(consumer);
        Thread reader = new Thread(() -> poll(consumer, isAnswer), name);
        readers.add(reader);
        reader.start();
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer, boolean isAnswer) {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isAnswer) {
                        answered(ByteBuffer.wrap(record.value()));
                    }
                }
            }
        } catch (WakeupException e) {
            // The floor is closed.
        }
    }

    private void answered(ByteBuffer answer) {
        long now = System.nanoTime();
        byte what = answer.get();
        answering.countDown();
        if (what == MESSAGE) {
            int number = answer.getInt();
            ledger.received(number, now);
            for (int i = 0; i < receipts; i++) {
                send(RECEIPT, number);
            }
        }
    }

    private void makeTopics() throws IOException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>(List.of(new NewTopic(inputOf(id), Optional.of(1), Optional.empty())));
        shares.forEach(share -> topics.add(new NewTopic(share.topic(), Optional.of(1), Optional.empty())));
        try {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IOException("the floor's topics could not be made", e);
        }
    }

    private Process processor() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                "-cp",
                System.getProperty("java.class.path"),
                FloorMain.class.getName(),
                kafka,
                id,
                folder.toString()));
        shares.forEach(share -> command.add(share.argument()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("floor.log").toFile())
                .start();
    }

    @Override
    public void close() {
        process.destroy();
        consumers.forEach(KafkaConsumer::wakeup);
        try {
            for (Thread reader : readers) {
                reader.join();
            }
            process.waitFor();
            List<String> topics =
                    new ArrayList<>(shares.stream().map(Share::topic).toList());
            topics.add(inputOf(id));
            admin.deleteTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            System.err.println("The floor's topics were left: " + e.getMessage());
        } finally {
            producer.close();
            admin.close();
            forget();
        }
    }

    private void forget() {
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            System.err.println("The floor's folder was left: " + e.getMessage());
        }
    }
}
