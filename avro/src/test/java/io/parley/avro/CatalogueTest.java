package io.parley.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void the_typed_topics_are_those_of_the_catalogue() {
        var typed = Topics.ALL.stream()
                .collect(Collectors.toMap(Topic::name, topic -> topic.schema().getFullName()));
        var catalogued = catalogue.topics().stream()
                .filter(topic -> !topic.value().equals("bytes"))
                .collect(Collectors.toMap(Catalogue.Entry::name, Catalogue.Entry::value));

        assertThat(typed).isEqualTo(catalogued);
    }

    @Test
    void dead_letters_are_catalogued_as_bytes() {
        assertThat(catalogue.topic(Topics.TALK_DEAD_LETTERS).value()).isEqualTo("bytes");
        assertThat(catalogue.topic(Topics.SINKS_DEAD_LETTERS).value()).isEqualTo("bytes");
    }

    @Test
    void topics_that_must_meet_have_one_partition_count() {
        assertThat(catalogue.topics().stream()
                        .filter(topic -> "talk".equals(topic.copartition()))
                        .map(topic -> topic.partitionCount(12, 64)))
                .hasSizeGreaterThan(5)
                .containsOnly(12);
        assertThat(catalogue.topic("edge.delivery").partitionCount(12, 64)).isEqualTo(64);
        assertThat(catalogue.topic("edge.leases").partitionCount(12, 64)).isEqualTo(1);
    }

    @Test
    void settings_are_in_kafkas_names() {
        assertThat(catalogue.topic("chat.raw").config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "604800000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(catalogue.topic("chat.members").config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("retention.ms", "-1");
    }
}
