package io.parley.replay.rebuild;

import java.util.stream.IntStream;

/**
 * Rows of a table by ranges of tokens: how many, and the sum of their digests, which is the same in whatever order they
 * come. Two tables whose ranges all agree are the same; where a range differs, only its rows need be looked at.
 */
final class Buckets {
    /** 256 ranges: the first byte of a token. */
    private static final int COUNT = 256;

    private static final int SHIFT = Long.SIZE - Byte.SIZE;

    private final long[] rows = new long[COUNT];
    private final long[] sums = new long[COUNT];
    private final long[] others = new long[COUNT];

    void add(long token, RowDigest digest) {
        int bucket = bucket(token);
        rows[bucket]++;
        sums[bucket] += digest.first();
        others[bucket] += digest.second();
    }

    long rows() {
        return IntStream.range(0, COUNT).mapToLong(bucket -> rows[bucket]).sum();
    }

    int[] differing(Buckets other) {
        return IntStream.range(0, COUNT)
                .filter(bucket -> rows[bucket] != other.rows[bucket]
                        || sums[bucket] != other.sums[bucket]
                        || others[bucket] != other.others[bucket])
                .toArray();
    }

    static int bucket(long token) {
        return (int) ((token ^ Long.MIN_VALUE) >>> SHIFT);
    }

    /** The least token of a range. */
    static long first(int bucket) {
        return ((long) bucket << SHIFT) ^ Long.MIN_VALUE;
    }

    /** The greatest. */
    static long last(int bucket) {
        return first(bucket) | (-1L >>> Byte.SIZE);
    }
}
