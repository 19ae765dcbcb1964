package io.parley.sinks.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * The body of FCM's {@code messages:send}. The collapse key keeps one message a chat for a device that is away, the tag
 * one notification a chat on its screen; for apps that get APNs through FCM the same in Apple's words.
 */
final class FcmMessage {
    private static final JsonMapper JSON = new JsonMapper();

    private FcmMessage() {}

    static String of(Push push, boolean withContent, Duration age) {
        Notice notice = Notice.of(push.request(), withContent);
        ObjectNode root = JSON.createObjectNode();
        ObjectNode message = root.putObject("message");
        message.put("token", push.device().getPushToken());
        if (!notice.title().isEmpty()) {
            message.putObject("notification").put("title", notice.title());
        }
        if (!notice.body().isEmpty()) {
            message.withObject("/notification").put("body", notice.body());
        }
        ObjectNode data = message.putObject("data");
        notice.data().forEach(data::put);
        android(message.putObject("android"), push, notice, age);
        apple(message.putObject("apns"), push, notice);
        return root.toString();
    }

    private static void android(ObjectNode android, Push push, Notice notice, Duration age) {
        android.put("collapse_key", push.collapseKey());
        android.put("priority", push.isSilent() ? "NORMAL" : "HIGH");
        android.put("ttl", age.toSeconds() + "s");
        ObjectNode shown = android.putObject("notification");
        shown.put("tag", push.collapseKey());
        shown.put("notification_count", push.request().getBadge());
        shown.put("notification_priority", push.isSilent() ? "PRIORITY_LOW" : "PRIORITY_HIGH");
        if (notice.body().isEmpty()) {
            shown.put("body_loc_key", notice.bodyKey());
        }
        if (!push.isSilent()) {
            shown.put("sound", "default");
        }
    }

    private static void apple(ObjectNode apns, Push push, Notice notice) {
        apns.putObject("headers").put("apns-collapse-id", push.collapseKey());
        ObjectNode aps = apns.putObject("payload").putObject("aps");
        aps.put("badge", push.request().getBadge());
        aps.put("thread-id", push.collapseKey());
        aps.put("mutable-content", 1);
        if (notice.body().isEmpty()) {
            aps.putObject("alert").put("loc-key", notice.bodyKey());
        }
        if (push.isSilent()) {
            aps.put("interruption-level", "passive");
        } else {
            aps.put("sound", "default");
        }
    }
}
