package io.parley.sinks.webhook;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * An event on its way.
 *
 * @param chat of one chat, one is sent after the other
 * @param id the same however often the event is sent
 * @param origin the record as it came, for when nobody takes it
 */
record Delivery(String chat, String id, byte[] body, SinkRecord origin) {
    /** What an entry costs beside its bytes: the record, its headers, the queue. */
    private static final int OVERHEAD = 1_024;

    /** What it is counted for in the bound of what waits. */
    long weight() {
        int record = origin.value() instanceof byte[] bytes ? bytes.length : 0;
        return (long) OVERHEAD + body.length + record;
    }

    TopicPartition partition() {
        return new TopicPartition(origin.originalTopic(), origin.originalKafkaPartition());
    }

    /** For logs: nothing of what was said. */
    @Override
    public String toString() {
        return "id=" + id + " chat=" + chat;
    }
}
