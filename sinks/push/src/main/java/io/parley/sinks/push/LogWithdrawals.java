package io.parley.sinks.push;

import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.UserCommand;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal as a raw event, like one that the user asked for, but only for this very token: what a platform says of an
 * old one never takes away the one that replaced it meanwhile. The producer is made by the first withdrawal, on the thread
 * on which it may block.
 */
final class LogWithdrawals implements Withdrawals {
    private static final int QUEUE = 10_000;

    private final Function<Serializer<UserCommand>, Producer<String, UserCommand>> producers;
    private final Serializer<UserCommand> serializer;
    private final Clock clock;
    private final ExecutorService thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> new Thread(task, "push-withdrawals"));
    private @Nullable Producer<String, UserCommand> producer;

    LogWithdrawals(
            Function<Serializer<UserCommand>, Producer<String, UserCommand>> producers, Serdes serdes, Clock clock) {
        this.producers = producers;
        this.serializer = serdes.serializer(Topics.USER_RAW);
        this.clock = clock;
    }

    static LogWithdrawals to(Map<String, Object> settings, Serdes serdes) {
        return new LogWithdrawals(
                values -> new KafkaProducer<>(settings, new StringSerializer(), values), serdes, Clock.systemUTC());
    }

    @Override
    public CompletionStage<?> withdraw(Push push) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            thread.execute(() -> write(record(push), done));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    private void write(ProducerRecord<String, UserCommand> record, CompletableFuture<Void> done) {
        try {
            if (producer == null) {
                producer = producers.apply(serializer);
            }
            producer.send(record, (metadata, e) -> {
                if (e == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private ProducerRecord<String, UserCommand> record(Push push) {
        String user = push.request().getUser();
        UserCommand command = UserCommand.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setKind("unregister_device")
                .setEventTime(clock.instant())
                .setUser(user)
                .setCommand(new UnregisterDevice(
                        push.device().getDevice(), push.device().getPushToken()))
                .build();
        return new ProducerRecord<>(Topics.USER_RAW.name(), user, command);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        Producer<String, UserCommand> made = producer;
        if (made != null) {
            made.close(Duration.ofSeconds(1));
        }
    }
}
