package io.parley.keys;

import io.parley.avro.EditMessage;
import io.parley.avro.FileRef;
import io.parley.avro.SendMessage;
import io.parley.keys.DataKey.Field;

/** Seals what a person wrote in a command, in place. */
public final class Sealer {
    private Sealer() {}

    /** Whether there is anything in the command that a person wrote. */
    public static boolean hasWords(Object command) {
        return command instanceof SendMessage || command instanceof EditMessage;
    }

    /** A file is given a new description, because the one given may be in somebody's cache. */
    @SuppressWarnings("NullAway") // fields that may be null, which the generated setters do not say
    public static void seal(String chatId, Object command, DataKey key) {
        if (command instanceof SendMessage send) {
            String content = send.getContent();
            String data = send.getData();
            send.setContent(content == null ? null : key.seal(chatId, Field.CONTENT, content));
            send.setData(data == null ? null : Named.text(key, key.seal(chatId, Field.DATA, data)));
            FileRef file = send.getFile();
            if (file != null) {
                send.setFile(FileRef.newBuilder(file)
                        .setName(Named.text(key, key.seal(chatId, Field.FILE_NAME, file.getName())))
                        .build());
            }
            send.setKeyId(key.id());
        } else if (command instanceof EditMessage edit) {
            edit.setContent(key.seal(chatId, Field.CONTENT, edit.getContent()));
            edit.setKeyId(key.id());
        }
    }
}
