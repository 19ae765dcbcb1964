package io.parley.sinks.common;

import java.util.concurrent.Future;
import org.apache.kafka.connect.sink.SinkRecord;

/** Keeps records that can't be read, or will never be taken, as they were, with the cause in headers. */
@FunctionalInterface
public interface DeadLetters {

    /** The future ends when the record is kept, or can't be. */
    Future<Void> keep(SinkRecord record, Exception cause);
}
