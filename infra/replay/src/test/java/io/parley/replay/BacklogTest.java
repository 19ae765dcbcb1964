package io.parley.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final TopicPartition ONE = new TopicPartition("chat.messages", 0);
    private static final TopicPartition TWO = new TopicPartition("chat.messages", 1);

    @Test
    void what_is_left_is_counted_by_partition_and_more_than_asked_for_makes_up_for_nothing() {
        Backlog backlog = Backlog.to(Map.of(ONE, 10L, TWO, 5L));

        assertThat(backlog.left(Map.of())).isEqualTo(15);
        assertThat(backlog.left(Map.of(ONE, new OffsetAndMetadata(4), TWO, new OffsetAndMetadata(9))))
                .isEqualTo(6);
        assertThat(backlog.left(Map.of(ONE, new OffsetAndMetadata(10), TWO, new OffsetAndMetadata(5))))
                .isZero();
    }
}
