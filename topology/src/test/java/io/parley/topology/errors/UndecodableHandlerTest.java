package io.parley.topology.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Topics;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.junit.jupiter.api.Test;

/** What the driver of the other tests does not show: it fills global tables with a handler of its own. */
class UndecodableHandlerTest {
    private final ErrorBudget budget = new ErrorBudget(1, Duration.ofMinutes(1));
    private final UndecodableHandler handler = new UndecodableHandler();

    UndecodableHandlerTest() {
        handler.configure(Map.of(ErrorBudget.CONFIG, budget));
    }

    @Test
    void bytes_that_are_no_lease_are_passed_over_without_a_dead_letter_for_which_the_thread_has_no_producer() {
        Response response = handle();

        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(budget.count()).isEqualTo(1);
    }

    @Test
    void too_many_of_them_stop_the_application_as_anywhere() {
        handle();

        assertThat(handle().result()).isEqualTo(Result.FAIL);
    }

    private Response handle() {
        byte[] noise = {9, 9, 9};
        return handler.handleError(
                unasked(),
                new ConsumerRecord<>(Topics.EDGE_LEASES.name(), 0, 7, noise, noise),
                new SerializationException("no record"));
    }

    private static ErrorHandlerContext unasked() {
        return (ErrorHandlerContext) Proxy.newProxyInstance(
                UndecodableHandlerTest.class.getClassLoader(),
                new Class<?>[] {ErrorHandlerContext.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError(method + " is of no interest");
                });
    }
}
