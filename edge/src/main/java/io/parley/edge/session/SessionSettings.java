package io.parley.edge.session;

import io.parley.edge.EdgeSettings;
import io.parley.edge.Limits;
import io.parley.edge.presence.PresenceSettings;
import java.time.Duration;

/**
 * What a session is held to; each has a setting of the same meaning in {@link EdgeSettings}.
 *
 * @param server this edge's name
 * @param sendsPerSecond messages, edits, deletes and reactions of one connection; 0 for no limit
 * @param hintsPerSecond typing and presence frames of one connection; 0 for no limit
 */
public record SessionSettings(
        String server,
        Limits limits,
        Duration heartbeat,
        Duration startTimeout,
        int badFrames,
        int sendsPerSecond,
        int sendBurst,
        int hintsPerSecond,
        int hintBurst,
        Duration receiptInterval,
        int receiptChats) {

    public static SessionSettings of(EdgeSettings settings) {
        boolean limited = settings.getString(EdgeSettings.RATE_LIMITS).equals("on");
        return new SessionSettings(
                settings.getString(EdgeSettings.NAME),
                settings.limits(),
                settings.millis(EdgeSettings.HEARTBEAT),
                settings.millis(EdgeSettings.START_TIMEOUT),
                settings.getInt(EdgeSettings.BAD_FRAMES),
                limited ? settings.getInt(EdgeSettings.RATE_SENDS) : 0,
                settings.getInt(EdgeSettings.RATE_BURST),
                limited ? settings.getInt(PresenceSettings.RATE) : 0,
                settings.getInt(PresenceSettings.RATE_BURST),
                settings.millis(EdgeSettings.RECEIPT_INTERVAL),
                settings.getInt(EdgeSettings.RECEIPT_CHATS));
    }
}
