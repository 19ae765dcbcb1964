package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class LandedTest {
    private static final TopicPartition PLACE = new TopicPartition("chat.messages", 0);

    private final Landed landed = new Landed();

    private CompletableFuture<Void> add(long offset) {
        CompletableFuture<Void> landing = new CompletableFuture<>();
        landed.add(
                List.of(new SinkRecord(
                        PLACE.topic(), 0, null, "key", null, new byte[0], offset, 0L, TimestampType.CREATE_TIME)),
                landing);
        return landing;
    }

    private long committed() {
        OffsetAndMetadata offset = landed.of(List.of(PLACE)).get(PLACE);
        return offset == null ? -1 : offset.offset();
    }

    @Test
    void one_that_is_tried_for_long_does_not_pile_up_what_lands_behind_it() {
        CompletableFuture<Void> slow = add(0);
        for (int offset = 1; offset <= 1_000; offset++) {
            add(offset).complete(null);
        }

        assertThat(landed.held()).isEqualTo(2);
        assertThat(committed()).isEqualTo(-1);
        slow.complete(null);
        assertThat(committed()).isEqualTo(1_001);
    }

    @Test
    void what_is_held_together_lands_only_with_its_newest() {
        CompletableFuture<Void> slow = add(0);
        add(1).complete(null);
        CompletableFuture<Void> late = add(2);

        slow.complete(null);
        assertThat(committed()).isEqualTo(1);
        late.complete(null);

        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void several_that_are_tried_for_long_each_hold_back_what_is_behind_them() {
        CompletableFuture<Void> first = add(0);
        add(1).complete(null);
        CompletableFuture<Void> second = add(2);
        add(3).complete(null);
        add(4).complete(null);
        assertThat(landed.held()).isEqualTo(3);

        second.complete(null);
        assertThat(committed()).isEqualTo(-1);
        first.complete(null);

        assertThat(committed()).isEqualTo(5);
    }
}
