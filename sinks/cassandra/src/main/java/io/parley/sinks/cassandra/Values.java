package io.parley.sinks.cassandra;

import io.parley.ids.TimeUuid;
import io.parley.sinks.common.PoisonException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of records as columns hold them; what the tables could not hold is poison. */
final class Values {
    /** Messages of a chat in one partition of {@code messages}. */
    private static final int BUCKET_MESSAGES = 5_000;

    private Values() {}

    /** An id of a chat or a user. */
    static String id(String what, @Nullable String id) throws PoisonException {
        if (id == null || id.isEmpty()) {
            throw new PoisonException("a record without " + what);
        }
        return id;
    }

    static UUID messageId(@Nullable String id) throws PoisonException {
        UUID parsed = TimeUuid.parse(id);
        if (parsed == null) {
            throw new PoisonException("no TimeUUID: " + id);
        }
        return parsed;
    }

    static @Nullable UUID optionalMessageId(@Nullable String id) throws PoisonException {
        return id == null ? null : messageId(id);
    }

    static int bucket(long chatSeq) throws PoisonException {
        if (chatSeq < 1) {
            throw new PoisonException("chat_seq " + chatSeq + ": it counts from 1");
        }
        return Math.toIntExact((chatSeq - 1) / BUCKET_MESSAGES);
    }

    static boolean isFirstOfBucket(long chatSeq) {
        return (chatSeq - 1) % BUCKET_MESSAGES == 0;
    }

    static @Nullable List<String> orNull(List<String> list) {
        return list.isEmpty() ? null : List.copyOf(list);
    }
}
