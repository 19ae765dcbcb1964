package io.parley.local.data;

import java.util.Base64;
import java.util.UUID;

/**
 * What is decided once for a data folder and never changes: {@code shards} and {@code slots} are partition counts, in
 * which order, state and history lie.
 */
public record Identity(int format, int shards, int slots, String clusterId) {
    public static final int FORMAT = 1;

    public static Identity fresh(int shards, int slots) {
        UUID random = UUID.randomUUID();
        byte[] bytes = java.nio.ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        return new Identity(
                FORMAT, shards, slots, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
