package io.parley.e2e.play;

import io.parley.client.wire.WireLoop;
import io.parley.e2e.checker.AtRest;
import io.parley.e2e.checker.History;
import io.parley.e2e.checker.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One test's people on one cluster, and the book of what they saw. Names are made unique, so that tests share a cluster. */
public final class Play implements AutoCloseable {

    private final Cluster cluster;
    private final String suffix =
            "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    private final Recorder recorder = new Recorder();
    private final WireLoop loop;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hearts");
        thread.setDaemon(true);
        return thread;
    });

    public Play(Cluster cluster) {
        this.cluster = cluster;
        try {
            loop = new WireLoop("clients");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long beat = cluster.heartbeat().toMillis() / 3;
        heart.scheduleAtFixedRate(() -> devices.forEach(Device::beat), beat, beat, TimeUnit.MILLISECONDS);
    }

    public Person person(String name) {
        return people.computeIfAbsent(name, n -> new Person(this, n + suffix));
    }

    /** Somebody under an id that stands elsewhere, and that other tests may use too. */
    public Person known(String id) {
        return people.computeIfAbsent(id, known -> new Person(this, known));
    }

    /** An id that nobody else has. */
    public String unique(String name) {
        return name + suffix + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    public Cluster cluster() {
        return cluster;
    }

    public WireLoop loop() {
        return loop;
    }

    public HttpClient http() {
        return http;
    }

    Recorder recorder() {
        return recorder;
    }

    /** Everybody's devices. */
    public List<Device> devices() {
        return devices;
    }

    void heartOf(Device device) {
        devices.add(device);
    }

    /** Waits until no device has heard anything for this long, and owes nothing; the wait itself has an end. */
    public void awaitQuiet(Duration quiet, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long heardAt = System.nanoTime();
        long heard = -1;
        while (System.nanoTime() - heardAt < quiet.toNanos() || devices.stream().anyMatch(Device::hasUnsettled)) {
            long now = devices.stream().mapToLong(Device::lastSeq).sum();
            if (now != heard) {
                heard = now;
                heardAt = System.nanoTime();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not quiet within " + patience + "; unsettled: "
                        + devices.stream()
                                .filter(Device::hasUnsettled)
                                .map(Device::name)
                                .toList());
            }
            pause();
        }
    }

    /** Lets a condition that is being waited for come nearer. */
    public static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** As long as a fault lasts. */
    public static void pass(Duration time) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            pause();
        }
    }

    /** Reads what REST says to these people when everything is quiet, and closes the book. */
    public History atRest(Collection<Person> readers) {
        for (Person reader : readers) {
            long head =
                    reader.devices().stream().mapToLong(Device::lastSeq).max().orElse(0);
            List<com.fasterxml.jackson.databind.JsonNode> chats = reader.chats(head);
            recorder.atRest(new AtRest(reader.id(), chats, reader.histories(chats, head)));
        }
        devices.forEach(Device::note);
        return recorder.history();
    }

    @Override
    public void close() {
        heart.shutdownNow();
        loop.close();
    }
}
