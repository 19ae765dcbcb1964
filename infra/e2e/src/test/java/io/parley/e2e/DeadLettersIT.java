package io.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Play;
import io.parley.local.dead.DeadLetter;
import io.parley.local.dead.Letters;
import io.parley.local.dead.Place;
import io.parley.local.dead.WayBack;
import io.parley.local.provision.ConnectorOffsets;
import io.parley.local.provision.Http;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What nobody can decode is kept where it can be looked at, and has a way back. */
@Order(8)
class DeadLettersIT {
    private static final byte[] NOISE = "this is no record".getBytes(StandardCharsets.UTF_8);

    private final Cluster cluster = Cluster.withShards(1);
    private final Letters letters = new Letters(cluster.address("kafka"));

    @Test
    void what_talk_could_not_decode_is_kept_as_it_was_and_is_asked_for_again_on_demand() throws Exception {
        Place noise = write("chat.raw");

        DeadLetter letter = awaitLetters(noise, "", 1).get(0);
        assertThat(letter.value()).isEqualTo(NOISE);
        assertThat(letter.error()).contains("SerializationException");
        assertThat(WayBack.of(letter)).isEqualTo(new WayBack.AskAgain("chat.raw"));

        Place again = letters.sendAgain(letter, "chat.raw");

        assertThat(again.topic()).isEqualTo("chat.raw");
        assertThat(awaitLetters(again, "", 1).get(0).value())
                .as("noise stays noise, and is put aside a second time")
                .isEqualTo(NOISE);
    }

    @Test
    void a_sink_reads_again_from_where_its_letter_lay() throws Exception {
        Place noise = write("chat.messages");
        DeadLetter letter = awaitLetters(noise, "cassandra-sink", 1).get(0);
        WayBack.Rewind rewind = (WayBack.Rewind) WayBack.of(letter);
        assertThat(rewind.from()).isEqualTo(noise);

        ConnectorOffsets offsets = new ConnectorOffsets(cluster.stack().connect(), new Http());
        // The letter is written before the sink commits past it.
        OptionalLong from = OptionalLong.empty();
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (from.orElse(-1) != noise.offset()) {
            assertThat(System.nanoTime()).as("it reads on from " + from).isLessThan(deadline);
            from = offsets.rewind(rewind.connector(), noise.topic(), noise.partition(), noise.offset());
        }

        assertThat(awaitLetters(noise, "cassandra-sink", 2))
                .as("it met the same record again")
                .hasSize(2);
    }

    private List<DeadLetter> awaitLetters(Place origin, String where, int count) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        List<DeadLetter> found = List.of();
        while (found.size() < count) {
            assertThat(System.nanoTime())
                    .as("letters from " + origin + ": " + found)
                    .isLessThan(deadline);
            Play.pause();
            found = letters.all().stream()
                    .filter(letter -> origin.equals(letter.origin()))
                    .filter(letter -> where.isEmpty() || letter.where().equals(where))
                    .toList();
        }
        return found;
    }

    private Place write(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.address("kafka")),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            RecordMetadata written = producer.send(
                            new ProducerRecord<>(topic, 0, "noise".getBytes(StandardCharsets.UTF_8), NOISE))
                    .get();
            return new Place(written.topic(), written.partition(), written.offset());
        }
    }
}
