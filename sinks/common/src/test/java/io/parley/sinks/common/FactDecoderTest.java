package io.parley.sinks.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.avro.MarkFact;
import io.parley.avro.SchemaUnavailableException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactDecoderTest {
    private final FactDecoder decoder = FactDecoder.of(Samples.serdes(), Samples.TOPICS);

    @Test
    void a_record_is_decoded() throws PoisonException {
        MarkFact mark = (MarkFact) decoder.decode(Samples.MARKS, Samples.mark("ann"));

        assertThat(mark.getUser()).isEqualTo("ann");
    }

    @Test
    void bytes_that_are_no_record_are_poison() {
        byte[] sound = Samples.mark("ann");

        for (byte[] bytes : new byte[][] {
            {}, {0, 0, 0}, "hello world".getBytes(java.nio.charset.StandardCharsets.UTF_8), Arrays.copyOf(sound, 9)
        }) {
            assertThatThrownBy(() -> decoder.decode(Samples.MARKS, bytes))
                    .isInstanceOf(PoisonException.class)
                    .hasMessageContaining(Samples.MARKS);
        }
        assertThatThrownBy(() -> decoder.decode(Samples.MARKS, null)).isInstanceOf(PoisonException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damaged_records_are_poison_and_never_taken_for_new_ones(long seed) {
        Random random = new Random(seed);

        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = Samples.mark("ann");
            for (int flips = random.nextInt(8); flips >= 0; flips--) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            try {
                decoder.decode(Samples.MARKS, bytes);
            } catch (PoisonException expected) {
                assertThat(expected).hasMessageContaining(Samples.MARKS);
            }
        }
    }

    @Test
    void a_kind_of_a_later_release_stops() {
        assertThatThrownBy(() -> decoder.decode(Samples.CHANGES, Samples.fromLater()))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("Kissed");
    }

    @Test
    void a_schema_that_the_registry_does_not_have_stops() {
        assertThatThrownBy(() -> decoder.decode(Samples.MARKS, new byte[] {0, 0, 0, 0, 99, 1, 2, 3}))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("no schema");
    }

    @Test
    void a_topic_that_is_not_its_own_stops() {
        assertThatThrownBy(() -> decoder.decode("chat.raw", Samples.mark("ann")))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("chat.raw");
    }

    @Test
    void a_registry_that_does_not_answer_is_waited_for() {
        FactDecoder without = new FactDecoder(Map.of(Samples.MARKS, (topic, bytes) -> {
            throw new SchemaUnavailableException("does not answer", new ConnectException("refused"));
        }));

        assertThatThrownBy(() -> without.decode(Samples.MARKS, Samples.mark("ann")))
                .isInstanceOf(UnavailableException.class);
    }
}
