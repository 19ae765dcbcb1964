package io.parley.replay.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.replay.Backlog;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One store, made again beside itself from the first offset of the log. The copy is filled by a second connector of the
 * same kind, with a group of its own, so that what is compared was made by the very code that makes the living store.
 * The copy and all that was needed for it are gone when this ends, however it ends.
 */
final class Rebuild implements AutoCloseable {
    private static final String LETTERS = "sinks.rebuild.dead-letters";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SAY = Duration.ofSeconds(2);

    private final String kafka;
    private final Admin admin;
    private final Connect connect;
    private final Side side;
    private final Duration patience;
    private final Consumer<String> say;
    private final String copyConnector;
    private List<String> topics = List.of();

    Rebuild(String kafka, Admin admin, Connect connect, Side side, Duration patience, Consumer<String> say) {
        this.kafka = kafka;
        this.admin = admin;
        this.connect = connect;
        this.side = side;
        this.patience = patience;
        this.say = say;
        this.copyConnector = side.connector().replace("-sink", "-rebuild");
    }

    /**
     * Whether living store and copy came to be the same; when not, and it may be replaced, whether it is so after that.
     *
     * @param mayReplace is asked when something differs, and has been reported
     */
    boolean run(BooleanSupplier mayReplace) throws Exception {
        Sources sources = Sources.look(admin);
        if (!sources.shortened().isEmpty()) {
            say.accept("The log no longer begins at the first record of " + String.join(", ", sources.shortened())
                    + ": what is only in the living store of what these make may be older, and stays.");
        }
        fillCopy();
        List<Difference> differences = compare(sources);
        report(differences);
        if (areSame(differences)) {
            return true;
        }
        if (!mayReplace.getAsBoolean()) {
            return false;
        }
        say.accept("What differs is replaced …");
        Side.Replacing replacing = new Side.Replacing(connect, admin, this::catchUp, copyConnector);
        if (!side.replace(differences, sources, replacing)) {
            say.accept("The copy is the living store now.");
            return true;
        }
        List<Difference> after = compare(sources);
        report(after);
        return areSame(after);
    }

    private void fillCopy() throws Exception {
        clear();
        side.prepare();
        ObjectNode config = connect.config(side.connector());
        topics = Arrays.asList(config.path("topics").asText().split(","));
        side.redirect(config);
        config.put("name", copyConnector);
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("errors.deadletterqueue.topic.name", LETTERS);
        // All the noise of the log comes at once here; it is counted, and stops nothing.
        config.put("poison.max", "1000000");
        connect.make(copyConnector, config);
        catchUp(copyConnector);
        long letters = letters();
        if (letters > 0) {
            say.accept(
                    letters + " records could not be decoded, as by the living connector (see `./parley dlq list`).");
        }
    }

    /** Until the connector has read all that is committed at this moment. */
    private void catchUp(String connector) throws Exception {
        Backlog backlog = Backlog.of(kafka, topics);
        String group = "connect-" + connector;
        long saidAt = System.nanoTime() - SAY.toNanos();
        for (long left = backlog.left(admin, group); left > 0; left = backlog.left(admin, group)) {
            if (System.nanoTime() - saidAt >= SAY.toNanos()) {
                saidAt = System.nanoTime();
                say.accept("  " + connector + ": " + left + " offsets left");
            }
            connect.requireHealth(connector);
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        }
    }

    /** Both sides go on while people talk, so what differs is looked at again until it is the same or patience ends. */
    private List<Difference> compare(Sources sources) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Difference> differences = side.compare(sources);
        while (!areSame(differences) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            differences = side.compare(sources);
        }
        return differences;
    }

    private void report(List<Difference> differences) {
        differences.forEach(difference -> say.accept(difference.line()));
    }

    private static boolean areSame(List<Difference> differences) {
        return differences.stream().allMatch(Difference::isSame);
    }

    private long letters() throws ExecutionException, InterruptedException {
        if (!admin.listTopics().names().get().contains(LETTERS)) {
            return 0;
        }
        return admin
                .listOffsets(java.util.Map.of(new TopicPartition(LETTERS, 0), OffsetSpec.latest()))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private void clear() throws Exception {
        connect.remove(copyConnector);
        forget(() -> admin.deleteTopics(List.of(LETTERS)).all().get());
        forgetGroup();
    }

    /** A group is empty a moment after its connector is gone. */
    private void forgetGroup() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        String group = "connect-" + copyConnector;
        boolean gone = false;
        while (!gone && System.nanoTime() < deadline) {
            try {
                admin.deleteConsumerGroups(List.of(group)).all().get();
                gone = true;
            } catch (ExecutionException e) {
                gone = e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException;
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            }
        }
    }

    @FunctionalInterface
    private interface Forgetting {
        void run() throws ExecutionException, InterruptedException;
    }

    private static void forget(Forgetting forgetting) throws InterruptedException {
        try {
            forgetting.run();
        } catch (ExecutionException e) {
            boolean isKafkas = e.getCause() instanceof KafkaException;
            if (!isKafkas) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() throws Exception {
        try {
            clear();
        } finally {
            side.drop();
        }
    }
}
