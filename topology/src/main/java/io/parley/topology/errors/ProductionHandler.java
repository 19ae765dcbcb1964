package io.parley.topology.errors;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was decided must be written: a record that the broker or the serializer refuses stops the transaction, always. */
public final class ProductionHandler implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProductionHandler.class);

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        LOG.error("{} refused a record of {}", record.topic(), context.processorNodeId(), exception);
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka declares it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        LOG.error("no {} of {} for {}", origin, context.processorNodeId(), record.topic(), exception);
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to set: there is only one way.
    }
}
