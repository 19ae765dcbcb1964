package io.parley.keys;

import io.parley.avro.KeyFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The users' keys, wrapped, as far as {@code user.keys} was heard: one row of some 300 bytes for each user who ever wrote
 * while content was encrypted, or was erased. A key whose user was erased after it was made is destroyed; any
 * other that is not here is still to come.
 */
public final class KeyRing {

    /**
     * What holds of a user.
     *
     * @param keyStamp of what was last said of the key
     * @param erasure the last one; null when never erased
     */
    public record Row(long keyStamp, MasterKeys.@Nullable Wrapped key, @Nullable Erasure erasure) {
        static final Row NOTHING = new Row(0, null, null);
    }

    /**
     * How far erasing has come.
     *
     * @param stamp of the erasure
     * @param said of what was last said of it
     * @param all whether what the key cannot reach was taken away too
     * @param service the app server that asked for it
     */
    public record Erasure(Instant at, long stamp, long said, boolean all, String service) {}

    /** USER/GENERATION/NAME. */
    private static final int PARTS = 3;

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final CountDownLatch known = new CountDownLatch(1);

    /** What was said of a user; said again, or out of turn, it changes nothing. */
    public void observe(KeyFact fact) {
        rows.compute(fact.getUser(), (user, row) -> after(row == null ? Row.NOTHING : row, fact));
        synchronized (this) {
            notifyAll();
        }
    }

    private static Row after(Row row, KeyFact fact) {
        long stamp = fact.getStamp();
        return switch (fact.getKind()) {
            case "key" ->
                stamp > row.keyStamp()
                        ? new Row(stamp, new MasterKeys.Wrapped(fact.getKeyId(), fact.getWrapped()), row.erasure())
                        : row;
            case "key_destroyed" -> stamp > row.keyStamp() ? new Row(stamp, null, row.erasure()) : row;
            case "erased", "erased_all" ->
                row.erasure() == null || stamp > row.erasure().said()
                        ? new Row(row.keyStamp(), row.key(), erasure(fact))
                        : row;
            default -> throw new IllegalStateException("keys are not known to be " + fact.getKind());
        };
    }

    private static Erasure erasure(KeyFact fact) {
        return new Erasure(
                fact.getErasedAt(),
                fact.getErasedStamp(),
                fact.getStamp(),
                fact.getKind().equals("erased_all"),
                fact.getService());
    }

    /** All that the log held was heard. */
    public void known() {
        known.countDown();
    }

    public boolean isKnown() {
        return known.getCount() == 0;
    }

    /** Waits until something was said, or so long. */
    public synchronized void awaitNews(long millis) throws InterruptedException {
        wait(millis);
    }

    /** The key of that id; null when it is not here. */
    MasterKeys.@Nullable Wrapped key(String keyId) {
        Row row = rows.get(userOf(keyId));
        MasterKeys.Wrapped key = row == null ? null : row.key();
        return key != null && key.id().equals(keyId) && erasedAt(keyId) == null ? key : null;
    }

    /** When the key of that id was destroyed: its user was erased after it was made. Null when it was not. */
    public @Nullable Instant erasedAt(String keyId) {
        Row row = rows.get(userOf(keyId));
        Erasure erasure = row == null ? null : row.erasure();
        return erasure != null && erasure.stamp() > generationOf(keyId) ? erasure.at() : null;
    }

    /** What a new key's id must begin with, besides the user. */
    public long generation(String user) {
        Row row = rows.get(user);
        return row == null || row.erasure() == null ? 0 : row.erasure().stamp();
    }

    /** The key that the user writes with now; null when there is none. */
    public MasterKeys.@Nullable Wrapped current(String user) {
        Row row = rows.get(user);
        MasterKeys.Wrapped key = row == null ? null : row.key();
        return key == null ? null : key(key.id());
    }

    public @Nullable Erasure erasure(String user) {
        Row row = rows.get(user);
        return row == null ? null : row.erasure();
    }

    /** Erased users of whom not everything was taken away yet. */
    public List<String> unfinished() {
        List<String> users = new ArrayList<>();
        rows.forEach((user, row) -> {
            if (row.erasure() != null && !row.erasure().all()) {
                users.add(user);
            }
        });
        return users;
    }

    private static long generationOf(String keyId) {
        String[] parts = keyId.split("/", -1);
        try {
            return parts.length == PARTS ? Long.parseLong(parts[1]) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whose key it is. */
    public static String userOf(String keyId) {
        int slash = keyId.indexOf('/');
        return slash < 0 ? keyId : keyId.substring(0, slash);
    }
}
