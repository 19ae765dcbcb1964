package io.parley.topology;

import io.parley.avro.state.Decided;
import io.parley.topology.state.Keys;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a record of an input once. Kafka keeps how far a group has come apart from the group's state, and may lose it: it
 * forgets a group that was away for a week ({@code offsets.retention.minutes}), and somebody may set it back. Talk would
 * then read a week of commands again, of which it remembers the ids of one day. So the state itself says how far it has
 * come, in the same transaction as all else, and what lies before that is passed over.
 */
final class Once implements Processor<String, Object, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(Once.class);
    private static final int INPUTS = 4;

    private final Table<Decided> decided = new Table<>(TalkStores.DECIDED, new StateSerde<>(Decided.class), INPUTS);
    private @Nullable ProcessorContext<String, Object> context;
    private boolean again;

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        decided.open(context);
    }

    @Override
    public void process(Record<String, Object> record) {
        ProcessorContext<String, Object> to = context();
        RecordMetadata place =
                to.recordMetadata().orElseThrow(() -> new IllegalStateException("nothing is being processed"));
        Bytes input = Keys.of(place.topic());
        Decided before = decided.get(input);
        if (before != null && isBefore(place.offset(), record.timestamp(), before)) {
            tell(place, before);
            return;
        }
        again = false;
        long latest = before == null ? record.timestamp() : Math.max(before.getTime(), record.timestamp());
        decided.put(input, new Decided(place.offset(), latest));
        to.forward(record);
    }

    /** Whether the record was taken before. One of a topic that was made anew since is younger than all that was. */
    static boolean isBefore(long offset, long time, Decided decided) {
        return offset <= decided.getOffset() && time <= decided.getTime();
    }

    private void tell(RecordMetadata place, Decided before) {
        if (!again) {
            again = true;
            LOG.warn(
                    "{}-{} is read again from offset {}: up to {} it was decided before, and is passed over. The group's"
                            + " offsets were lost or set back.",
                    place.topic(),
                    place.partition(),
                    place.offset(),
                    before.getOffset());
        }
    }

    private ProcessorContext<String, Object> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }
}
