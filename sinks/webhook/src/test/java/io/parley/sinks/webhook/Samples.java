package io.parley.sinks.webhook;

import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** Events on their way. */
final class Samples {
    private Samples() {}

    static Delivery event(String chat, int number) {
        return event(chat, number, 0);
    }

    static Delivery event(String chat, int number, int partition) {
        return new Delivery(chat, chat + "-" + number, new byte[100], record(partition, number));
    }

    static SinkRecord record(int partition, long offset) {
        return new SinkRecord(
                "chat.messages",
                partition,
                Schema.STRING_SCHEMA,
                "chat",
                Schema.BYTES_SCHEMA,
                new byte[10],
                offset,
                1L,
                TimestampType.CREATE_TIME);
    }
}
