package io.parley.sinks.common;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.avro.FileRef;

/** A file's description as the wire contract has it; what is absent is left out. */
public final class FileJson {
    private FileJson() {}

    public static ObjectNode of(FileRef file) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file_id", file.getFileId());
        json.put("name", file.getName());
        json.put("size", file.getSize());
        json.put("content_type", file.getContentType());
        if (file.getWidth() != null) {
            json.put("width", file.getWidth());
        }
        if (file.getHeight() != null) {
            json.put("height", file.getHeight());
        }
        return json;
    }
}
