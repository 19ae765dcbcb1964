package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.MarkFact;
import io.parley.avro.Serdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FactSinkTaskTest {
    private static final TopicPartition MARKS = new TopicPartition(Samples.MARKS, 0);
    private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

    private final FakeStore store = new FakeStore();
    private final FakeContext connect = new FakeContext();
    private final Set<String> unheard = new HashSet<>();
    private final FactSinkTask<String> task = task(settings());

    @Test
    void a_batch_is_written_as_it_comes_and_its_offsets_are_committed() {
        task.put(List.of(mark(7, "ann"), mark(8, "bob")));

        assertThat(store.written).containsExactly("ann", "bob");
        assertThat(committed()).isEqualTo(9);
        assertThat(connect.commitsAsked).isEqualTo(1);
        assertThat(connect.deadLetters).isEmpty();
    }

    @Test
    void the_store_is_connected_once_before_there_is_anything_to_write_and_may_be_down() {
        store.down = true;

        task.put(List.of());
        task.put(List.of());

        assertThat(store.writes).isEqualTo(1);
        assertThat(connect.timeouts).isEmpty();
    }

    @Test
    void nothing_is_committed_before_the_store_has_it() {
        task.put(List.of(mark(7, "ann")));
        store.down = true;

        assertThatThrownBy(() -> task.put(List.of(mark(8, "bob")))).isInstanceOf(RetriableException.class);

        assertThat(committed()).isEqualTo(8);
    }

    @Test
    void what_cannot_be_opened_yet_brings_the_whole_batch_again_and_nothing_of_it_counts_before() {
        unheard.add("bob");
        List<SinkRecord> batch = List.of(mark(7, "ann"), mark(8, "bob"), mark(9, "cat"));

        assertThatThrownBy(() -> task.put(batch))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("the key of bob");
        assertThat(store.written).isEmpty();
        assertThat(committed()).isEqualTo(-1);
        assertThat(connect.timeouts).as("it is waited before it comes again").hasSize(1);
        assertThat(connect.deadLetters).isEmpty();

        unheard.clear();
        task.put(batch);
        assertThat(store.written).containsExactly("ann", "bob", "cat");
        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void what_a_store_takes_and_lands_later_is_committed_only_when_it_and_all_before_it_have_landed() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        store.landing = first;
        task.put(List.of(mark(7, "ann")));
        store.landing = second;
        task.put(List.of(mark(8, "bob")));
        store.landing = CompletableFuture.completedFuture(null);
        task.put(List.of(mark(9, "cat")));

        second.complete(null);
        assertThat(committed()).as("the first has not landed").isEqualTo(-1);

        first.complete(null);
        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void what_a_store_takes_and_cannot_land_is_never_committed_and_ends_the_task() {
        CompletableFuture<Void> lost = new CompletableFuture<>();
        task.put(List.of(mark(7, "ann")));
        store.landing = lost;
        task.put(List.of(mark(8, "bob")));
        store.landing = CompletableFuture.completedFuture(null);
        task.put(List.of(mark(9, "cat")));
        assertThat(committed()).isEqualTo(8);

        lost.completeExceptionally(new IllegalStateException("the other side forgot it"));

        assertThat(committed()).as("before it, and no further").isEqualTo(8);
        for (List<SinkRecord> batch : List.of(List.<SinkRecord>of(), List.of(mark(10, "dan")))) {
            assertThatThrownBy(() -> task.put(batch))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("did not land")
                    .hasMessageContaining("the other side forgot it");
        }
        assertThat(store.written).as("nothing goes out behind it").doesNotContain("dan");
    }

    @Test
    void a_store_that_is_down_is_waited_for_ever_longer_and_gets_the_batch_when_it_is_back() {
        List<SinkRecord> batch = List.of(mark(7, "ann"), garbage(8), mark(9, "bob"));
        store.down = true;
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
        }

        store.down = false;
        task.put(batch);

        assertThat(connect.timeouts).containsExactly(10L, 20L, 40L, 80L, 80L);
        assertThat(store.written).containsExactly("ann", "bob");
        assertThat(committed()).isEqualTo(10);
        assertThat(connect.deadLetters).as("buried once").hasSize(1);
    }

    @Test
    void after_success_the_waiting_begins_anew() {
        store.down = true;
        assertThatThrownBy(() -> task.put(List.of(mark(7, "ann")))).isInstanceOf(RetriableException.class);
        assertThatThrownBy(() -> task.put(List.of(mark(7, "ann")))).isInstanceOf(RetriableException.class);
        store.down = false;
        task.put(List.of(mark(7, "ann")));
        store.down = true;

        assertThatThrownBy(() -> task.put(List.of(mark(8, "bob")))).isInstanceOf(RetriableException.class);

        assertThat(connect.timeouts).containsExactly(10L, 20L, 10L);
    }

    @Test
    void poison_is_kept_with_its_cause_and_its_neighbours_are_written() {
        SinkRecord poison = garbage(8);

        task.put(List.of(mark(7, "ann"), poison, mark(9, "bob")));

        assertThat(store.written).containsExactly("ann", "bob");
        assertThat(connect.deadLetters).containsExactly(poison);
        assertThat(connect.causes).singleElement().isInstanceOf(PoisonException.class);
        assertThat(committed()).isEqualTo(10);
    }

    @Test
    void an_unknown_kind_stops_the_task_and_is_not_passed_over() {
        SinkRecord later = record(Samples.CHANGES, 3, Samples.fromLater());

        assertThatThrownBy(() -> task.put(List.of(mark(7, "ann"), later)))
                .isInstanceOf(UnknownKindException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("Kissed");

        assertThat(committed()).as("nothing landed").isEqualTo(-1);
        assertThat(connect.deadLetters).isEmpty();
    }

    @Test
    void more_poison_than_the_budget_stops_the_task() {
        task.put(List.of(garbage(1), garbage(2), garbage(3)));

        assertThatThrownBy(() -> task.put(List.of(garbage(4))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("more than 3 undecodable records");

        assertThat(committed()).isEqualTo(4);
    }

    @Test
    void a_dead_letter_that_cannot_be_kept_stops_the_task() {
        connect.deadLettersFail = new IllegalStateException("no broker");

        assertThatThrownBy(() -> task.put(List.of(garbage(8)))).isInstanceOf(ConnectException.class);

        assertThat(committed()).isEqualTo(-1);
    }

    @Test
    void a_partition_that_was_taken_away_is_no_longer_committed() {
        task.put(List.of(mark(7, "ann")));

        task.close(List.of(MARKS));

        assertThat(committed()).isEqualTo(-1);
        assertThat(store.forgotten).as("the store lets go of it too").containsExactly(MARKS);
    }

    @Test
    void a_task_that_would_lose_records_refuses_to_start() {
        for (String setting : List.of(
                "errors.tolerance",
                "errors.deadletterqueue.topic.name",
                "errors.deadletterqueue.context.headers.enable",
                "consumer.override.isolation.level",
                "value.converter")) {
            Map<String, String> settings = settings();
            settings.remove(setting);

            assertThatThrownBy(() -> task(settings))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(setting);
        }
    }

    @Test
    void what_it_did_is_told_among_the_workers_metrics() {
        task.put(List.of(mark(7, "ann"), garbage(8)));
        store.down = true;
        assertThatThrownBy(() -> task.put(List.of(mark(9, "bob")))).isInstanceOf(RetriableException.class);

        assertThat(connect.metric(SinkMeters.RECORDS)).isEqualTo(2);
        assertThat(connect.metric(SinkMeters.PUT_ASIDE)).isEqualTo(1);
        assertThat(connect.metric(SinkMeters.STORE_AWAY)).isEqualTo(1);
        assertThat(connect.metric(SinkMeters.WRITE_MAX)).isGreaterThanOrEqualTo(0);
        assertThat(connect.metric(SinkMeters.LAG_MAX))
                .as("the records are of the year 1970")
                .isGreaterThan(1e12);
    }

    @Test
    void stopping_closes_the_store() {
        task.stop();

        assertThat(store.closed).isTrue();
    }

    private long committed() {
        OffsetAndMetadata offset = task.preCommit(new HashMap<>(Map.of(MARKS, new OffsetAndMetadata(999))))
                .get(MARKS);
        return offset == null ? -1 : offset.offset();
    }

    private static SinkRecord mark(long offset, String user) {
        return record(Samples.MARKS, offset, Samples.mark(user));
    }

    private static SinkRecord garbage(long offset) {
        return record(Samples.MARKS, offset, GARBAGE);
    }

    private static SinkRecord record(String topic, long offset, byte[] value) {
        return new SinkRecord(topic, 0, null, "key", null, value, offset, 0L, TimestampType.CREATE_TIME);
    }

    private FactSinkTask<String> task(Map<String, String> settings) {
        FactSinkTask<String> made = new FactSinkTask<>(SinkSettings.define(new ConfigDef()), Samples.TOPICS) {
            @Override
            protected Store<String> store(AbstractConfig any, SinkMeters meters) {
                return store;
            }

            @Override
            protected Mapping<String> mapping() {
                return FactSinkTaskTest.this::users;
            }

            @Override
            protected Serdes serdes(AbstractConfig any) {
                return Samples.serdes();
            }
        };
        made.initialize(connect);
        made.start(settings);
        return made;
    }

    private List<String> users(SpecificRecord fact) {
        String user = ((MarkFact) fact).getUser();
        if (unheard.contains(user)) {
            throw new UnavailableException("the key of " + user + " has not been heard of");
        }
        return new ArrayList<>(List.of(user));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("registry.url", "http://127.0.0.1:1");
        settings.put("errors.tolerance", "all");
        settings.put("errors.deadletterqueue.topic.name", "sinks.dead-letters");
        settings.put("errors.deadletterqueue.context.headers.enable", "true");
        settings.put("consumer.override.isolation.level", "read_committed");
        settings.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        settings.put(SinkSettings.RETRY_BACKOFF, "10");
        settings.put(SinkSettings.RETRY_BACKOFF_MAX, "80");
        settings.put(SinkSettings.POISON_MAX, "3");
        return settings;
    }
}
