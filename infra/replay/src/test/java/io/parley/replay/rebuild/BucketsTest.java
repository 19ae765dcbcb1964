package io.parley.replay.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void the_order_of_rows_does_not_matter_and_their_content_does() {
        Buckets one = new Buckets();
        Buckets other = new Buckets();
        Buckets changed = new Buckets();
        one.add(5, row("a", "b"));
        one.add(7, row("c", null));
        other.add(7, row("c", null));
        other.add(5, row("a", "b"));
        changed.add(5, row("a", "b"));
        changed.add(7, row("c", ""));

        assertThat(one.differing(other)).isEmpty();
        assertThat(one.rows()).isEqualTo(2);
        assertThat(one.differing(changed)).containsExactly(Buckets.bucket(7));
    }

    @Test
    void columns_are_told_apart_by_their_bounds() {
        assertThat(row("ab", "c")).isNotEqualTo(row("a", "bc"));
        assertThat(row("a", null)).isNotEqualTo(row("a", ""));
    }

    @Test
    void ranges_cover_every_token_once() {
        assertThat(Buckets.first(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(Buckets.last(255)).isEqualTo(Long.MAX_VALUE);
        for (int range = 0; range < 255; range++) {
            assertThat(Buckets.last(range) + 1).isEqualTo(Buckets.first(range + 1));
        }
        for (long token : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
            int range = Buckets.bucket(token);
            assertThat(token).isBetween(Buckets.first(range), Buckets.last(range));
        }
    }

    private static RowDigest row(@org.jspecify.annotations.Nullable String... columns) {
        return RowDigest.of(Arrays.stream(columns)
                .map(column -> column == null ? null : ByteBuffer.wrap(column.getBytes(StandardCharsets.UTF_8)))
                .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new)));
    }
}
