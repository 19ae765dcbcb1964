package io.parley.topology.push;

import io.parley.avro.MarkFact;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Brings deliveries from the shard of the chat to that of the user. A read is left out: the user's own changes say it, in
 * order with the messages.
 */
public final class Deliveries implements Processor<String, MarkFact, String, MarkFact> {
    private static final String DELIVERED = "delivered";

    private @Nullable ProcessorContext<String, MarkFact> context;

    @Override
    public void init(ProcessorContext<String, MarkFact> context) {
        this.context = context;
    }

    @Override
    public void process(Record<String, MarkFact> record) {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        MarkFact mark = record.value();
        if (mark != null && mark.getKind().equals(DELIVERED)) {
            context.forward(record.withKey(mark.getUser()));
        }
    }
}
