package io.parley.edge.session;

import io.parley.edge.EdgeSettings;
import io.parley.edge.Limits;
import java.time.Duration;

/**
 * What a session is held to; each has a setting of the same meaning in {@link EdgeSettings}.
 *
 * @param server this edge's name
 */
public record SessionSettings(
        String server,
        Limits limits,
        Duration heartbeat,
        Duration startTimeout,
        int badFrames,
        int sendsWaiting,
        Duration receiptInterval,
        int receiptChats,
        int receiptsTogether) {

    public static SessionSettings of(EdgeSettings settings) {
        return new SessionSettings(
                settings.getString(EdgeSettings.NAME),
                settings.limits(),
                settings.millis(EdgeSettings.HEARTBEAT),
                settings.millis(EdgeSettings.START_TIMEOUT),
                settings.getInt(EdgeSettings.BAD_FRAMES),
                settings.getInt(EdgeSettings.SENDS_WAITING),
                settings.millis(EdgeSettings.RECEIPT_INTERVAL),
                settings.getInt(EdgeSettings.RECEIPT_CHATS),
                settings.getInt(EdgeSettings.RECEIPTS_TOGETHER));
    }
}
