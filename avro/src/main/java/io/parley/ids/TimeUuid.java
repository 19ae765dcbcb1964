package io.parley.ids;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * TimeUUIDs (RFC 9562 version 1) made from stamps. The timestamp is the stamp, microseconds of a chat's hybrid logical
 * clock, so ids order as the chat does. Clock sequence and node hold the shard and a hash of the chat, so that equal
 * stamps of two chats give different ids; the multicast bit marks the node as no hardware address (section 6.10).
 */
public final class TimeUuid {
    /** 100-nanosecond ticks between 1582-10-15 and 1970-01-01 (RFC 9562, section 5.1). */
    private static final long EPOCH_TICKS = 0x01B21DD213814000L;

    private static final long TICKS_PER_MICRO = 10;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long MULTICAST = 0x0000_0100_0000_0000L;
    private static final int TEXT_LENGTH = 36;

    private TimeUuid() {}

    public static UUID of(long stampMicros, int shard, String chatId) {
        long ticks = stampMicros * TICKS_PER_MICRO + EPOCH_TICKS;
        long high = (ticks << 32) | ((ticks & 0x0000_FFFF_0000_0000L) >>> 16) | 0x1000L | (ticks >>> 48 & 0x0FFFL);
        long chat = Integer.toUnsignedLong(Utils.murmur2(chatId.getBytes(StandardCharsets.UTF_8)));
        long clockSequence = (chat >>> 18) & 0x3FFFL;
        long node = ((shard & 0xFFFFL) << 24) | ((chat & 0x3FFFFL) << 6);
        return new UUID(high, VARIANT | (clockSequence << 48) | MULTICAST | (node & 0xFEFF_FFFF_FFFFL));
    }

    /** The stamp that the id was made from. */
    public static long stampOf(UUID id) {
        return (id.timestamp() - EPOCH_TICKS) / TICKS_PER_MICRO;
    }

    public static long stampOf(String id) {
        return stampOf(UUID.fromString(id));
    }

    public static boolean isTimeUuid(@Nullable String text) {
        return parse(text) != null;
    }

    /** The id in canonical text form (either case), or null when it is none. */
    public static @Nullable UUID parse(@Nullable String text) {
        if (text == null || text.length() != TEXT_LENGTH) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            boolean canonical = id.toString().equalsIgnoreCase(text);
            return canonical && id.version() == 1 && id.variant() == 2 ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
