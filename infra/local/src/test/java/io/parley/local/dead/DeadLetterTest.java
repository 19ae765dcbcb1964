package io.parley.local.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.local.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final String TALK = "talk.dead-letters";
    private static final String SINKS = "sinks.dead-letters";

    @Test
    void a_place_is_read_as_it_is_shown() {
        Place place = new Place("chat.raw", 3, 17);

        assertThat(Place.parse(place.toString())).isEqualTo(place);
        assertThatThrownBy(() -> Place.parse("chat.raw/3/17"))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("no place of a record");
    }

    @Test
    void a_command_that_could_not_be_decided_is_asked_for_again() {
        DeadLetter letter = letter(TALK, talk("chat.raw", "41"));

        assertThat(letter.origin()).isEqualTo(new Place("chat.raw", 2, 41));
        assertThat(letter.line())
                .startsWith("talk.dead-letters-0@5")
                .contains("from chat.raw-2@41", "at chat", "Poisoned: no such thing");
        assertThat(WayBack.of(letter)).isEqualTo(new WayBack.AskAgain("chat.raw"));
    }

    @Test
    void what_was_told_out_of_its_order_would_lie_and_has_no_way_back() {
        assertThat(WayBack.of(letter(TALK, talk("user.inbox", "41")))).isInstanceOf(WayBack.None.class);
        assertThat(WayBack.of(letter(TALK, talk("user.sessions", "41")))).isInstanceOf(WayBack.None.class);
        assertThat(WayBack.of(letter(TALK, talk("user.changes", "41")))).isInstanceOf(WayBack.None.class);
    }

    @Test
    void what_the_clock_made_lay_nowhere_and_has_no_way_back() {
        DeadLetter letter = letter(TALK, talk("null", "-1"));

        assertThat(letter.origin()).isNull();
        assertThat(letter.line()).contains("from no record");
        assertThat(WayBack.of(letter)).isInstanceOf(WayBack.None.class);
    }

    @Test
    void a_sink_reads_again_from_where_its_letter_lay_and_push_never_does() {
        assertThat(WayBack.of(letter(SINKS, sink("cassandra-sink"))))
                .isEqualTo(new WayBack.Rewind("cassandra-sink", new Place("chat.messages", 1, 8)));
        assertThat(WayBack.of(letter(SINKS, sink("webhook-sink"))))
                .as("its receivers know events by their ids")
                .isEqualTo(new WayBack.Rewind("webhook-sink", new Place("chat.messages", 1, 8)));
        assertThat(WayBack.of(letter(SINKS, sink("push-sink")))).isInstanceOf(WayBack.None.class);
    }

    private static Map<String, String> talk(String topic, String offset) {
        return new TreeMap<>(Map.of(
                "cause.topic", topic,
                "cause.partition", "2",
                "cause.offset", offset,
                "error.node", "chat",
                "error.class", "io.parley.topology.Poisoned",
                "error.message", "no such thing"));
    }

    private static Map<String, String> sink(String connector) {
        return new TreeMap<>(Map.of(
                "__connect.errors.topic", "chat.messages",
                "__connect.errors.partition", "1",
                "__connect.errors.offset", "8",
                "__connect.errors.connector.name", connector));
    }

    private static DeadLetter letter(String topic, Map<String, String> headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 5, new byte[] {1}, new byte[] {2});
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return DeadLetter.of(record);
    }
}
