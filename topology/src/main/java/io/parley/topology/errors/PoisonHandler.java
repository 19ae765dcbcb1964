package io.parley.topology.errors;

import io.parley.avro.Topics;
import io.parley.topology.Poisoned;
import io.parley.topology.Retold;
import io.parley.topology.Unheard;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that could not be decided is put aside, up to the budget; an event that was acknowledged only when its place is
 * released by name. Anything else that a processor throws may have happened halfway, so the transaction must not commit.
 */
public final class PoisonHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonHandler.class);

    private @Nullable ErrorBudget budget;

    @Override
    public void configure(Map<String, ?> configs) {
        budget = ErrorBudget.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof Poisoned)) {
            LOG.error("{} failed at {}", context.processorNodeId(), place(context), exception);
            return Response.fail();
        }
        if (budget == null || !mayPutAside(budget, context, exception)) {
            return Response.fail();
        }
        LOG.warn("{} could not be decided and was put aside", place(context), exception);
        return Response.resume(
                List.of(DeadLetter.of(context, context.sourceRawKey(), context.sourceRawValue(), exception)));
    }

    private static boolean mayPutAside(ErrorBudget budget, ErrorHandlerContext context, Exception exception) {
        boolean acknowledged = isAcknowledged(context, exception);
        boolean may = acknowledged ? budget.releases(place(context)) : budget.tolerates(context.timestamp());
        if (!may) {
            LOG.error(
                    acknowledged
                            ? "{} was acknowledged and can't be told: its shard waits until it can, or until it is released"
                            : "{} is one too many that can't be decided",
                    place(context),
                    exception);
        }
        return may;
    }

    private static boolean isAcknowledged(ErrorHandlerContext context, Exception exception) {
        return exception instanceof Unheard
                || !(exception instanceof Retold) && Topics.USER_INBOX.name().equals(context.topic());
    }

    private static String place(ErrorHandlerContext context) {
        return ErrorBudget.place(context.topic(), context.partition(), context.offset());
    }
}
