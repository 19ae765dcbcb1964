package io.parley.topology;

import io.parley.avro.Cause;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Where the record lies that is being processed. */
public final class Causes {
    private Causes() {}

    public static Cause of(ProcessorContext<?, ?> context) {
        return context.recordMetadata()
                .map(record -> new Cause(record.topic(), record.partition(), record.offset()))
                .orElseThrow(() -> new IllegalStateException("nothing is being processed"));
    }
}
