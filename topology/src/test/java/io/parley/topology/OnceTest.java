package io.parley.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.topology.state.TalkStores;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnceTest {
    private static final String COMMANDS = "chat.raw";

    private final MockProcessorContext<String, Object> task = new MockProcessorContext<>();
    private Once once = new Once();

    @BeforeEach
    void open() {
        KeyValueStore<Bytes, byte[]> store = TalkStores.store(TalkStores.DECIDED, TalkConfig.Storage.MEMORY)
                .withLoggingDisabled()
                .build();
        store.init(task.getStateStoreContext(), store);
        once.init(task);
    }

    @Test
    void what_is_new_is_taken_in_its_order() {
        take(COMMANDS, 0, 1_000, "a");
        take(COMMANDS, 1, 1_000, "b");
        take(COMMANDS, 5, 1_001, "c");

        assertThat(taken()).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void what_was_taken_is_passed_over_when_the_input_is_read_from_its_beginning() {
        take(COMMANDS, 0, 1_000, "a");
        take(COMMANDS, 1, 1_000, "b");
        task.resetForwards();

        startAgain();
        take(COMMANDS, 0, 1_000, "a");
        take(COMMANDS, 1, 1_000, "b");
        take(COMMANDS, 2, 1_000, "new");

        assertThat(taken()).isEqualTo(List.of("new"));
    }

    @Test
    void of_each_input_it_is_known_apart() {
        take(COMMANDS, 7, 1_000, "a command");

        take("user.raw", 0, 1_000, "a user's");

        assertThat(taken()).isEqualTo(List.of("a command", "a user's"));
    }

    @Test
    void a_topic_that_was_made_anew_has_small_offsets_and_later_times() {
        take(COMMANDS, 1_000, 1_000, "of the old one");
        task.resetForwards();

        take(COMMANDS, 0, 1_001, "of the new one");
        take(COMMANDS, 1, 1_001, "and its second");

        assertThat(taken()).isEqualTo(List.of("of the new one", "and its second"));
    }

    @Test
    void a_record_that_is_older_than_the_one_before_it_is_new_all_the_same() {
        take("user.inbox", 0, 1_000, "by a fast clock");
        take("user.inbox", 1, 900, "by a slow clock");
        task.resetForwards();

        startAgain();
        take("user.inbox", 0, 1_000, "by a fast clock");
        take("user.inbox", 1, 900, "by a slow clock");

        assertThat(taken()).isEmpty();
    }

    /** As a task that was lost and restored: a new processor on what the state holds. */
    private void startAgain() {
        once = new Once();
        once.init(task);
    }

    private void take(String topic, long offset, long time, Object value) {
        task.setRecordMetadata(topic, 0, offset);
        once.process(new Record<>("key", value, time));
    }

    private List<?> taken() {
        return task.forwarded().stream()
                .map(forward -> forward.record().value())
                .toList();
    }
}
