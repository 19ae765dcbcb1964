package io.parley.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeUuidTest {
    private static final long STAMP = 1_795_514_400_123_456L;

    @Test
    void is_a_version_1_uuid_that_gives_its_stamp_back() {
        UUID id = TimeUuid.of(STAMP, 3, "gTeam");

        assertThat(id.version()).isEqualTo(1);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(TimeUuid.stampOf(id)).isEqualTo(STAMP);
        assertThat(TimeUuid.stampOf(id.toString())).isEqualTo(STAMP);
    }

    @Test
    void orders_as_its_stamps_do() {
        var ids = LongStream.range(0, 2_000)
                .map(i -> STAMP + i * i * 7919)
                .mapToObj(stamp -> TimeUuid.of(stamp, 0, "c"))
                .toList();

        assertThat(ids).isSortedAccordingTo(Comparator.comparingLong(UUID::timestamp));
    }

    @Test
    void differs_for_two_chats_and_for_two_shards_at_one_stamp() {
        assertThat(TimeUuid.of(STAMP, 0, "a")).isNotEqualTo(TimeUuid.of(STAMP, 0, "b"));
        assertThat(TimeUuid.of(STAMP, 0, "a")).isNotEqualTo(TimeUuid.of(STAMP, 1, "a"));
    }

    @Test
    void its_node_is_marked_as_no_hardware_address() {
        assertThat(TimeUuid.of(STAMP, 65_535, "a").node() & 0x0100_0000_0000L).isNotZero();
    }

    @Test
    void only_canonical_version_1_text_is_one() {
        assertThat(TimeUuid.isTimeUuid(TimeUuid.of(STAMP, 0, "a").toString())).isTrue();
        assertThat(TimeUuid.isTimeUuid(UUID.randomUUID().toString())).isFalse();
        assertThat(TimeUuid.isTimeUuid("1-1-1-1-1")).isFalse();
        assertThat(TimeUuid.isTimeUuid("")).isFalse();
        assertThat(TimeUuid.isTimeUuid(null)).isFalse();
    }
}
