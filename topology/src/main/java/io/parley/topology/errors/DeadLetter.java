package io.parley.topology.errors;

import io.parley.avro.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** A record that was put aside: key and value as they were, and in headers where it lay and why. */
final class DeadLetter {
    private static final int MAX_MESSAGE = 1_000;

    private DeadLetter() {}

    static ProducerRecord<byte[], byte[]> of(
            ErrorHandlerContext context, byte @Nullable [] key, byte @Nullable [] value, Exception error) {
        Headers headers = new RecordHeaders(context.headers());
        add(headers, "cause.topic", context.topic());
        add(headers, "cause.partition", Integer.toString(context.partition()));
        add(headers, "cause.offset", Long.toString(context.offset()));
        add(headers, "error.node", context.processorNodeId());
        add(headers, "error.class", error.getClass().getName());
        add(headers, "error.message", cut(String.valueOf(error.getMessage())));
        // Partition and time are left to the producer: one partition, and a record time may be what is broken.
        return new ProducerRecord<>(Topics.TALK_DEAD_LETTERS, null, null, key, value, headers);
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }
}
