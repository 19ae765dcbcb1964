package io.parley.topology.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the stores. Parts are parted by a slash, which no id holds, so that one key is never the prefix of another
 * chat's or user's; numbers are big-endian, so that byte order is their order. What a client chose freely comes last.
 */
public final class Keys {
    private static final byte SLASH = '/';

    private Keys() {}

    public static Bytes of(String... parts) {
        return Bytes.wrap(String.join("/", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The text that {@link #of(String...)} made a key of. */
    public static String textOf(Bytes key) {
        return new String(key.get(), StandardCharsets.UTF_8);
    }

    /** {@code id/number}: a row of a chat or a user. */
    public static Bytes of(String id, long number) {
        byte[] name = id.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(name.length + 1 + Long.BYTES)
                .put(name)
                .put(SLASH)
                .putLong(number)
                .array());
    }

    /** Past every row of the id whose key goes on with text. */
    public static Bytes after(String id) {
        byte[] key = of(id, "").get();
        key[key.length - 1]++;
        return Bytes.wrap(key);
    }

    /** Past every row of the id. */
    public static Bytes endOf(String id) {
        return of(id, Long.MAX_VALUE);
    }

    /** {@code time rest}: a row that is trimmed by its time. */
    public static Bytes timed(long time, Bytes rest) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + rest.get().length)
                .putLong(time)
                .put(rest.get())
                .array());
    }

    public static Bytes timed(long time) {
        return timed(time, Bytes.wrap(new byte[0]));
    }

    public static long timeOf(Bytes timed) {
        return ByteBuffer.wrap(timed.get()).getLong();
    }

    public static Bytes restOf(Bytes timed) {
        byte[] key = timed.get();
        return Bytes.wrap(Arrays.copyOfRange(key, Long.BYTES, key.length));
    }

    /** The number of an {@code id/number} key. */
    public static long numberOf(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** The id of an {@code id/number} key. */
    public static String idOf(Bytes key) {
        byte[] bytes = key.get();
        return new String(bytes, 0, bytes.length - Long.BYTES - 1, StandardCharsets.UTF_8);
    }
}
