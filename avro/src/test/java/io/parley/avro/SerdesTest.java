package io.parley.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SerdesTest {
    private final Serdes serdes = Serdes.inMemory();

    static ChatCommand command() {
        return ChatCommand.newBuilder()
                .setEventId("e1")
                .setKind("message")
                .setEventTime(Instant.ofEpochMilli(1_795_514_400_123L))
                .setChatId("gTeam")
                .setUser("ann")
                .setCommand(SendMessage.newBuilder()
                        .setClientMsgId("m1")
                        .setMsgType("text")
                        .setContent("Grüße 👋")
                        .setMentions(List.of("bob"))
                        .build())
                .build();
    }

    @Test
    void a_record_comes_back_equal() {
        byte[] bytes = serdes.serializer(Topics.CHAT_RAW).serialize("chat.raw", command());

        assertThat(serdes.deserializer(Topics.CHAT_RAW).deserialize("chat.raw", bytes))
                .isEqualTo(command());
    }

    @Test
    void bytes_begin_with_0_and_the_id_of_the_schema() {
        ByteBuffer bytes = ByteBuffer.wrap(serdes.serializer(Topics.CHAT_RAW).serialize("chat.raw", command()));

        assertThat(bytes.get()).isZero();
        assertThat(bytes.getInt()).isEqualTo(1);
    }

    @Test
    void what_is_no_record_is_refused_with_its_topic() {
        var deserializer = serdes.deserializer(Topics.CHAT_RAW);

        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 0, 0, 0, 1}, new byte[] {0, 0, 0, 0, 1, 7})) {
            assertThatThrownBy(() -> deserializer.deserialize("chat.raw", bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("chat.raw");
        }
    }

    @Test
    void a_schema_that_cannot_be_had_says_nothing_against_the_record() {
        var deserializer = serdes.deserializer(Topics.CHAT_RAW);

        assertThatThrownBy(() -> deserializer.deserialize("chat.raw", new byte[] {0, 0, 0, 0, 99, 1}))
                .isInstanceOf(SchemaUnavailableException.class)
                .hasMessageContaining("chat.raw")
                .hasMessageContaining("99");
    }

    @Test
    void no_value_stays_none() {
        assertThat(serdes.serializer(Topics.CHAT_RAW).serialize("chat.raw", null))
                .isNull();
        assertThat(serdes.deserializer(Topics.CHAT_RAW).deserialize("chat.raw", null))
                .isNull();
    }

    @Test
    void a_serde_class_that_is_not_there_is_named_with_its_setting() {
        Serdes missing = Serdes.registry(
                Map.of("registry.url", "http://localhost:1", "registry.serializer", "io.confluent.Missing"));

        assertThatThrownBy(() -> missing.serializer(Topics.CHAT_RAW))
                .hasMessageContaining("registry.serializer")
                .hasMessageContaining("io.confluent.Missing");
    }
}
