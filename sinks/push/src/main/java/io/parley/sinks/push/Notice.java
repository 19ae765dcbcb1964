package io.parley.sinks.push;

import io.parley.avro.PushRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device is told, in no platform's words.
 *
 * @param title who wrote; empty when nothing of the message may be told
 * @param body the beginning of what was written; empty when it has none, or may not be told
 * @param bodyKey names a text of the app that stands for the body when it is empty, like {@code parley_image}
 * @param data what the app opens and shows it by
 */
record Notice(String title, String body, String bodyKey, Map<String, String> data) {

    static Notice of(PushRequest request, boolean withContent) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("chat_id", request.getChatId());
        data.put("msg_id", request.getMsgId());
        data.put("badge", Integer.toString(request.getBadge()));
        data.put("mention", Boolean.toString(request.getMention()));
        return new Notice(
                withContent ? textOf(request.getSender()) : "",
                withContent ? textOf(request.getPreview()) : "",
                "parley_" + (withContent ? request.getMsgType() : "message"),
                data);
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }
}
