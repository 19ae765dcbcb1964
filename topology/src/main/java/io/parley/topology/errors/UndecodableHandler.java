package io.parley.topology.errors;

import io.parley.avro.Topics;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes that are no record are put aside, up to the budget; on user.inbox, where only what was acknowledged lies, not
 * unless the place is released by name. A registry that is away, a schema that it does not know and a
 * kind of event that we do not know say nothing against the record: the reader stops, because to go on would skip it.
 */
public final class UndecodableHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UndecodableHandler.class);

    private @Nullable ErrorBudget budget;

    @Override
    public void configure(Map<String, ?> configs) {
        budget = ErrorBudget.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!isBroken(exception)) {
            LOG.error("{}-{}@{} can't be read now", record.topic(), record.partition(), record.offset(), exception);
            return Response.fail();
        }
        String place = ErrorBudget.place(record.topic(), record.partition(), record.offset());
        if (budget == null || !mayPutAside(budget, record, place)) {
            LOG.error("{} is no record, and is not put aside", place, exception);
            return Response.fail();
        }
        LOG.warn("{} is no record and was put aside", place, exception);
        if (isOfTableOfAll(record)) {
            return Response.resume();
        }
        return Response.resume(List.of(DeadLetter.of(context, record.key(), record.value(), exception)));
    }

    /** A thread that fills a table for all tasks has no producer, and dies of a dead letter: the record stays where it lies. */
    private static boolean isOfTableOfAll(ConsumerRecord<byte[], byte[]> record) {
        return Topics.EDGE_LEASES.name().equals(record.topic());
    }

    /** Only chat writes to the inboxes, what it has acknowledged. */
    private static boolean mayPutAside(ErrorBudget budget, ConsumerRecord<byte[], byte[]> record, String place) {
        return Topics.USER_INBOX.name().equals(record.topic())
                ? budget.releases(place)
                : budget.tolerates(record.timestamp());
    }

    /** The bytes themselves are at fault, whoever reads them. */
    private static boolean isBroken(Throwable exception) {
        boolean broken = false;
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof AvroTypeException) {
                return false;
            }
            broken |= cause instanceof SerializationException;
        }
        return broken;
    }
}
