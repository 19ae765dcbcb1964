package io.parley.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.avro.RevocationFact;
import io.parley.avro.Serdes;
import io.parley.avro.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic that is held whole: all of it before it counts as known, nothing passed over that may be something. */
@Timeout(60)
class WholeTopicTest {
    private static final String TOPIC = Topics.USER_REVOCATIONS.name();
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

    private final BlockingQueue<Consumer<String, byte[]>> consumers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Serdes serdes = Serdes.inMemory();
    private final WholeTopic<RevocationFact> topic =
            new WholeTopic<>("test", Topics.USER_REVOCATIONS, this::next, serdes, new Heard());

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void it_is_known_when_each_partition_was_heard_as_far_as_it_went_at_the_beginning() throws InterruptedException {
        MockConsumer<String, byte[]> log = log(1, 2);
        arrives(log, record(SECOND, 0, fact("ann")));
        arrives(log, record(FIRST, 0, fact("bob")));
        arrives(log, record(SECOND, 1, fact("cat")));
        arrives(log, record(FIRST, 1, fact("dan")));

        topic.start();

        assertThat(next(5)).containsExactly("ann", "bob", "cat", "known", "dan");
    }

    @Test
    void an_empty_one_is_known_at_once() throws InterruptedException {
        log(0, 0);

        topic.start();

        assertThat(next(1)).containsExactly("known");
    }

    @Test
    void tombstones_and_bytes_that_never_were_a_record_are_passed_over() throws InterruptedException {
        MockConsumer<String, byte[]> log = log(3, 0);
        arrives(log, record(FIRST, 0, null));
        arrives(log, record(FIRST, 1, new byte[] {1, 2, 3}));
        arrives(log, record(FIRST, 2, fact("ann")));

        topic.start();

        assertThat(next(2)).containsExactly("ann", "known");
    }

    @Test
    void a_record_whose_schema_is_not_to_be_had_is_not_passed_over_and_all_is_heard_again()
            throws InterruptedException {
        MockConsumer<String, byte[]> log = log(3, 0);
        arrives(log, record(FIRST, 0, fact("ann")));
        arrives(log, record(FIRST, 1, unknownSchema()));
        arrives(log, record(FIRST, 2, fact("bob")));
        MockConsumer<String, byte[]> again = log(1, 0);
        arrives(again, record(FIRST, 0, fact("ann")));

        topic.start();

        assertThat(next(4)).containsExactly("ann", "unreadable", "ann", "known");
        assertThat(log.closed()).isTrue();
    }

    @Test
    void a_log_that_fails_after_it_was_known_is_said_and_begun_again() throws InterruptedException {
        MockConsumer<String, byte[]> log = log(0, 0);
        log.schedulePollTask(() -> {});
        log.schedulePollTask(() -> log.setPollException(new AuthorizationException("taken away")));
        log(0, 0);

        topic.start();

        assertThat(next(3)).containsExactly("known", "unreadable", "known");
    }

    @Test
    void a_topic_that_is_not_there_is_unreadable_and_never_known() throws InterruptedException {
        consumers.add(new MockConsumer<>("none"));

        topic.start();

        assertThat(next(1)).containsExactly("unreadable");
        topic.close();
        assertThat(heard).doesNotContain("known");
    }

    private List<String> next(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        while (all.size() < count) {
            String said = heard.poll(30, TimeUnit.SECONDS);
            assertThat(said).as("after %s", all).isNotNull();
            all.add(said);
        }
        return all;
    }

    /** The one that is made next; the test's last one goes on. */
    private Consumer<String, byte[]> next() {
        Consumer<String, byte[]> made = consumers.poll();
        if (made == null) {
            throw new IllegalStateException("no more were expected");
        }
        return made;
    }

    private MockConsumer<String, byte[]> log(long firstEnd, long secondEnd) {
        MockConsumer<String, byte[]> log = new MockConsumer<>("none");
        log.updatePartitions(TOPIC, List.of(info(FIRST), info(SECOND)));
        log.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        log.updateEndOffsets(Map.of(FIRST, firstEnd, SECOND, secondEnd));
        consumers.add(log);
        return log;
    }

    private static PartitionInfo info(TopicPartition partition) {
        return new PartitionInfo(partition.topic(), partition.partition(), Node.noNode(), new Node[0], new Node[0]);
    }

    /** Comes with a poll of its own. */
    private static void arrives(MockConsumer<String, byte[]> log, ConsumerRecord<String, byte[]> record) {
        log.schedulePollTask(() -> log.addRecord(record));
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition of, long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(of.topic(), of.partition(), offset, "key", value);
    }

    private byte[] fact(String user) {
        RevocationFact fact = RevocationFact.newBuilder()
                .setEventId("e")
                .setKind("revoked")
                .setEventTime(Instant.EPOCH)
                .setStamp(1)
                .setUser(user)
                .setBefore(Instant.EPOCH)
                .setService("app")
                .build();
        return serdes.serializer(Topics.USER_REVOCATIONS).serialize(TOPIC, fact);
    }

    private byte[] unknownSchema() {
        return ByteBuffer.wrap(fact("ann")).putInt(1, 9_999).array();
    }

    private final class Heard implements WholeTopic.Holder<RevocationFact> {
        @Override
        public void heard(RevocationFact fact) {
            heard.add(fact.getUser());
        }

        @Override
        public void known() {
            heard.add("known");
        }

        @Override
        public void unreadable(RuntimeException cause) {
            heard.add("unreadable");
        }
    }
}
