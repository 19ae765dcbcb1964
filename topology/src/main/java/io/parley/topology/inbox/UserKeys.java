package io.parley.topology.inbox;

import io.parley.avro.ProposeKey;
import io.parley.avro.state.KeyRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key for what a user writes. The first one that is proposed holds until the user is erased, so that edges which
 * propose at once use one; a proposal made before an erasure and decided after it never holds.
 */
final class UserKeys {
    private static final long MICROS = 1_000;
    private static final KeyRow NONE = new KeyRow(0L, null, 0L, null, false);
    private static final Result SAME = new Result(null, List.of(), null, null);

    private UserKeys() {}

    /** What is told of a change. */
    enum Told {
        KEY,
        KEY_DESTROYED,
        ERASED,
        ERASED_ALL
    }

    /**
     * What becomes of the key.
     *
     * @param row the row after it; null when nothing changed
     * @param wrapped the key that holds now, for {@link Told#KEY}
     * @param service who asked for the erasure, else null
     */
    record Result(@Nullable KeyRow row, List<Told> told, @Nullable String wrapped, @Nullable String service) {
        static Result same() {
            return SAME;
        }
    }

    /** Whether the proposed key is of this user, and was made after the last erasure. */
    static boolean isFit(@Nullable KeyRow known, ProposeKey wish, String user) {
        return wish.getKeyId().startsWith(user + "/" + erasedStamp(known) + "/");
    }

    static Result propose(@Nullable KeyRow known, ProposeKey wish, long time) {
        KeyRow before = known == null ? NONE : known;
        if (before.getKeyId() != null) {
            return SAME;
        }
        long stamp = nextStamp(before, time);
        KeyRow row = new KeyRow(stamp, wish.getKeyId(), stamp, before.getErasedStamp(), before.getErasedAll());
        return new Result(row, List.of(Told.KEY), wish.getWrapped(), null);
    }

    /**
     * Told again each time: the record of a key that was destroyed is compacted away once its partition goes on.
     *
     * @param atLeast the stamp of what else changes with it
     */
    static Result erase(@Nullable KeyRow known, String service, long time, long atLeast) {
        long stamp = Math.max(nextStamp(known == null ? NONE : known, time), atLeast);
        return new Result(
                new KeyRow(stamp, null, 0L, stamp, false), List.of(Told.KEY_DESTROYED, Told.ERASED), null, service);
    }

    /** All else was taken away after that erasure; of an older one it says nothing. */
    static Result erasedAll(@Nullable KeyRow known, long erasure, String service, long time) {
        if (known == null || erasedStamp(known) != erasure || known.getErasedAll()) {
            return SAME;
        }
        KeyRow row =
                new KeyRow(nextStamp(known, time), known.getKeyId(), known.getKeyStamp(), known.getErasedStamp(), true);
        return new Result(row, List.of(Told.ERASED_ALL), null, service);
    }

    static long erasedStamp(@Nullable KeyRow row) {
        return row == null ? 0 : Objects.requireNonNullElse(row.getErasedStamp(), 0L);
    }

    private static long nextStamp(KeyRow before, long time) {
        return Math.max(before.getStamp() + 1, time * MICROS);
    }
}
