package io.parley.keys;

import io.parley.keys.DataKey.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is sealed in any record of ours, in place and by the names of its fields: for who reads topics without their
 * classes. What was opened bears no {@code key_id} any longer. What nobody can open any more is an empty text and keeps it;
 * what its key did not seal stays as it is. Where a key is not at hand nothing is opened: it ends with {@link
 * KeyUnavailableException}, and the record is what it was.
 */
public final class RecordOpener {
    private static final String KEY_ID = "key_id";
    private static final String CHAT_ID = "chat_id";

    private final Opener opener;

    public RecordOpener(Opener opener) {
        this.opener = opener;
    }

    /**
     * What could not be opened, by where it stands, such as {@code fact.content}.
     *
     * @param erased its key was destroyed
     * @param forged its key did not seal it there
     */
    public record Unopened(List<String> erased, List<String> forged) {}

    /** @param key that sealed it; null when it has been destroyed */
    private record Sealed(
            GenericRecord in, String name, String path, Field field, String chat, String text, @Nullable DataKey key) {}

    public Unopened open(GenericRecord record) {
        List<Sealed> found = new ArrayList<>();
        find(record, "", "", found);
        List<String> erased = new ArrayList<>();
        List<String> forged = new ArrayList<>();
        found.forEach(each -> open(each, erased, forged));
        return new Unopened(List.copyOf(erased), List.copyOf(forged));
    }

    private static void open(Sealed sealed, List<String> erased, List<String> forged) {
        DataKey key = sealed.key();
        if (key == null) {
            sealed.in().put(sealed.name(), "");
            erased.add(sealed.path());
            return;
        }
        try {
            sealed.in().put(sealed.name(), key.open(sealed.chat(), sealed.field(), sealed.text()));
            if (sealed.field() == Field.CONTENT) {
                sealed.in().put(KEY_ID, null);
            }
        } catch (ForgedException e) {
            forged.add(sealed.path());
        }
    }

    private void find(GenericRecord record, String chatAround, String path, List<Sealed> found) {
        String own = text(record, CHAT_ID);
        String chat = own == null ? chatAround : own;
        String keyId = text(record, KEY_ID);
        for (String name : List.of("content", "preview")) {
            String text = text(record, name);
            if (keyId != null && text != null) {
                found.add(new Sealed(record, name, path + name, Field.CONTENT, chat, text, opener.key(keyId)));
            }
        }
        if (record.hasField(KEY_ID)) {
            add(record, "data", Field.DATA, Named.ofData(text(record, "data")), chat, path, found);
        }
        if (record.getSchema().getName().equals("FileRef")) {
            add(record, "name", Field.FILE_NAME, Named.ofFileName(text(record, "name")), chat, path, found);
        }
        record.getSchema()
                .getFields()
                .forEach(field -> within(record.get(field.pos()), chat, path + field.name() + ".", found));
    }

    private void add(
            GenericRecord record,
            String name,
            Field field,
            @Nullable Named named,
            String chat,
            String path,
            List<Sealed> found) {
        if (named != null) {
            found.add(new Sealed(record, name, path + name, field, chat, named.sealed(), opener.key(named.keyId())));
        }
    }

    private void within(@Nullable Object value, String chat, String path, List<Sealed> found) {
        if (value instanceof GenericRecord inner) {
            find(inner, chat, path, found);
        } else if (value instanceof Collection<?> values) {
            values.forEach(each -> within(each, chat, path, found));
        } else if (value instanceof Map<?, ?> values) {
            values.values().forEach(each -> within(each, chat, path, found));
        }
    }

    private static @Nullable String text(GenericRecord record, String name) {
        return record.hasField(name) && record.get(name) instanceof CharSequence text ? text.toString() : null;
    }
}
