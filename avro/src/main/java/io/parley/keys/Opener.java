package io.parley.keys;

import io.parley.avro.FileRef;
import io.parley.avro.Message;
import io.parley.avro.MessageEdited;
import io.parley.keys.DataKey.Field;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what is sealed in records, in place; what is plain stays as it is. What nobody can open any more is shown as a
 * deleted message is; what its key did not seal is left out, and said to who runs the part. Where a key is not at hand
 * nothing is shown: it ends with {@link KeyUnavailableException}.
 */
public final class Opener {
    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);

    private final KeyRing ring;
    private final Masters masters;

    /** The master keys of this moment. */
    @FunctionalInterface
    public interface Masters {
        /** Null when there are none. */
        @Nullable
        MasterKeys now();
    }

    public Opener(KeyRing ring, Masters masters) {
        this.ring = ring;
        this.masters = masters;
    }

    /** Whether nothing more has to be heard to say what becomes of what this key sealed. */
    public boolean isDecided(@Nullable String keyId) {
        return keyId == null || ring.key(keyId) != null || ring.erasedAt(keyId) != null;
    }

    /** The key, or null when it was destroyed. */
    @Nullable
    DataKey key(String keyId) {
        MasterKeys.Wrapped wrapped = ring.key(keyId);
        if (wrapped == null && ring.erasedAt(keyId) != null) {
            return null;
        }
        if (wrapped == null) {
            throw new KeyUnavailableException("the key " + keyId + " has not been heard of");
        }
        MasterKeys now = masters.now();
        if (now == null) {
            throw new KeyUnavailableException("content is encrypted and no master keys are given");
        }
        return now.unwrap(wrapped);
    }

    /** The keys that the message needs; mostly none or one. */
    public static Set<String> keysOf(Message message) {
        if (message.getKeyId() == null && message.getData() == null && message.getFile() == null) {
            return Set.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        if (message.getKeyId() != null) {
            keys.add(message.getKeyId());
        }
        Named data = Named.ofData(message.getData());
        Named name = fileName(message);
        if (data != null) {
            keys.add(data.keyId());
        }
        if (name != null) {
            keys.add(name.keyId());
        }
        return keys;
    }

    private static @Nullable Named fileName(Message message) {
        FileRef file = message.getFile();
        return file == null ? null : Named.ofFileName(file.getName());
    }

    /** Opens the message; as a deleted one when a key of it was destroyed. */
    public void open(Message message) {
        Map<String, DataKey> keys = new HashMap<>();
        for (String keyId : keysOf(message)) {
            DataKey key = key(keyId);
            if (key == null) {
                erase(message, ring.erasedAt(keyId));
                return;
            }
            keys.put(keyId, key);
        }
        if (!keys.isEmpty()) {
            open(message, keys);
        }
    }

    @SuppressWarnings("NullAway") // fields that may be null, which the generated setters do not say
    private static void open(Message message, Map<String, DataKey> keys) {
        String chat = message.getChatId();
        if (message.getKeyId() != null && message.getContent() != null) {
            DataKey key = Objects.requireNonNull(keys.get(message.getKeyId()));
            message.setContent(opened(key, chat, Field.CONTENT, message.getContent()));
        }
        message.setKeyId(null);
        Named data = Named.ofData(message.getData());
        if (data != null) {
            message.setData(opened(Objects.requireNonNull(keys.get(data.keyId())), chat, Field.DATA, data.sealed()));
        }
        Named name = fileName(message);
        if (name != null) {
            DataKey key = Objects.requireNonNull(keys.get(name.keyId()));
            message.getFile().setName(opened(key, chat, Field.FILE_NAME, name.sealed()));
        }
    }

    @SuppressWarnings("NullAway") // as above
    private static void erase(Message message, @Nullable Instant at) {
        message.setContent(null);
        message.setData(null);
        message.setFile(null);
        message.setKeyId(null);
        if (message.getDeletedAt() == null) {
            message.setDeletedAt(at);
        }
    }

    /** Opens the edit; false when its key was destroyed, and nothing of it is left. */
    @SuppressWarnings("NullAway") // as above
    public boolean open(MessageEdited edited) {
        String keyId = edited.getKeyId();
        DataKey key = keyId == null ? null : key(keyId);
        if (key != null) {
            edited.setContent(opened(key, edited.getChatId(), Field.CONTENT, edited.getContent()));
            edited.setKeyId(null);
        }
        return keyId == null || key != null;
    }

    private static String opened(DataKey key, String chatId, Field field, String sealed) {
        try {
            return key.open(chatId, field, sealed);
        } catch (ForgedException e) {
            LOG.error("{} in chat {} is not what {} sealed there: {}", field, chatId, key, e.getMessage());
            return field == Field.DATA ? "{}" : "";
        }
    }

    /** The content that a key sealed; null when it was destroyed. */
    public @Nullable String content(String keyId, String chatId, String sealed) {
        DataKey key = key(keyId);
        return key == null ? null : opened(key, chatId, Field.CONTENT, sealed);
    }
}
