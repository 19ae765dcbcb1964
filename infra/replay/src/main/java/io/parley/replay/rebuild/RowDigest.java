package io.parley.replay.rebuild;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 128 bits of the SHA-256 of a row's columns as they are stored. */
record RowDigest(long first, long second) {

    static RowDigest of(List<@Nullable ByteBuffer> columns) {
        MessageDigest digest = sha256();
        for (ByteBuffer column : columns) {
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(column == null ? -1 : column.remaining())
                    .flip());
            if (column != null) {
                digest.update(column.duplicate());
            }
        }
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new RowDigest(sum.getLong(), sum.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
