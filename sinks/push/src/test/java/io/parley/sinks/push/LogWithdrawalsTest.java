package io.parley.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.UserCommand;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LogWithdrawalsTest {

    @Test
    void a_withdrawal_is_a_raw_event_of_the_user_for_this_token_alone() throws Exception {
        MockProducer<String, UserCommand> producer = new MockProducer<>(
                true, null, new StringSerializer(), Serdes.inMemory().serializer(Topics.USER_RAW));
        try (LogWithdrawals log = new LogWithdrawals(any -> producer, Serdes.inMemory(), Clock.systemUTC())) {

            log.withdraw(Samples.fcm("c1", 1)).toCompletableFuture().get(10, TimeUnit.SECONDS);

            ProducerRecord<String, UserCommand> told = producer.history().get(0);
            assertThat(told.topic()).isEqualTo("user.raw");
            assertThat(told.key()).isEqualTo("ann");
            assertThat(told.value().getKind()).isEqualTo("unregister_device");
            assertThat(told.value().getUser()).isEqualTo("ann");
            assertThat(told.value().getOrigin()).isNull();
            assertThat(told.value().getCommand()).isEqualTo(new UnregisterDevice("tablet", "fcm-token"));
        }
        assertThat(producer.closed()).isTrue();
    }
}
