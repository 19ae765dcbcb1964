package io.parley.local.dead;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that was put aside, and what its headers say of it. Topologies and Kafka Connect name them differently.
 *
 * @param origin where it lay; null for what no record made
 * @param where the processor or the connector that could not go on with it
 */
public record DeadLetter(
        Place place,
        Instant time,
        @Nullable Place origin,
        String where,
        String error,
        String message,
        byte @Nullable [] key,
        byte @Nullable [] value) {
    /** What a topology sets. */
    private static final Names TALK =
            new Names("cause.topic", "cause.partition", "cause.offset", "error.node", "error.class", "error.message");

    /** What Kafka Connect sets. */
    private static final Names SINKS = new Names(
            "__connect.errors.topic",
            "__connect.errors.partition",
            "__connect.errors.offset",
            "__connect.errors.connector.name",
            "__connect.errors.exception.class.name",
            "__connect.errors.exception.message");

    private record Names(String topic, String partition, String offset, String where, String error, String message) {}

    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        Names names = headers.lastHeader(SINKS.topic()) != null ? SINKS : TALK;
        return new DeadLetter(
                new Place(record.topic(), record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                origin(headers, names),
                text(headers, names.where()),
                text(headers, names.error()),
                text(headers, names.message()),
                record.key(),
                record.value());
    }

    private static @Nullable Place origin(Headers headers, Names names) {
        String topic = text(headers, names.topic());
        String partition = text(headers, names.partition());
        String offset = text(headers, names.offset());
        boolean isNone = topic.isEmpty() || topic.equals("null") || offset.isEmpty() || offset.startsWith("-");
        return isNone ? null : new Place(topic, Integer.parseInt(partition), Long.parseLong(offset));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public String line() {
        return String.join(
                "  ",
                place.toString(),
                time.toString(),
                "from " + (origin == null ? "no record" : origin),
                "at " + where,
                error.substring(error.lastIndexOf('.') + 1) + ": " + message);
    }
}
