package io.parley.edge.presence;

import static io.parley.edge.Settings.number;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What hints are held to; each is a setting of an edge.
 *
 * @param refresh how often an edge says that its users are still there
 * @param holds how long that word holds
 * @param kept how long the last sight of a user is kept
 * @param grace how long watchers are not told that somebody went
 * @param watchedUsers different users that this edge's connections watch
 * @param queued pieces of work that wait
 * @param timeout for a command to Redis
 * @param chatsCached chat ids kept in memory
 * @param chatsHold how long they count without being read again
 * @param typingInterval between two typings of a user in a chat
 * @param membersHold how long a chat's members count without being read again
 */
public record PresenceSettings(
        Duration refresh,
        Duration holds,
        Duration kept,
        Duration grace,
        int watchedUsers,
        int queued,
        Duration timeout,
        int chatsCached,
        Duration chatsHold,
        Duration typingInterval,
        Duration membersHold) {
    public static final String REFRESH = "presence.refresh.ms";
    public static final String TTL = "presence.ttl.ms";
    public static final String LAST_SEEN = "presence.last.seen.days";
    public static final String GRACE = "presence.offline.grace.ms";
    public static final String WATCHED = "presence.watched.users";
    public static final String QUEUED = "presence.queued";
    public static final String TIMEOUT = "presence.redis.timeout.ms";
    public static final String CHATS_CACHED = "presence.chats.cached";
    public static final String CHATS_TTL = "presence.chats.ttl.ms";
    public static final String TYPING_INTERVAL = "typing.interval.ms";
    public static final String TYPING_MEMBERS = "typing.members.ttl.ms";

    /** Adds these settings to an edge's. */
    public static void define(ConfigDef all) {
        number(all, REFRESH, 30_000, 100, 600_000, MEDIUM, "How often an edge says in Redis that its users are there.");
        number(
                all,
                TTL,
                75_000,
                200,
                3_600_000,
                MEDIUM,
                "How long that word holds: so long after an edge died its users count as online. At least twice the refresh.");
        number(all, LAST_SEEN, 90, 1, 3_650, LOW, "Days for which it is kept when a user was last seen.");
        number(
                all,
                GRACE,
                2_000,
                0,
                60_000,
                LOW,
                "How long watchers are not told that a user went, in case the user is only loading the page again.");
        number(
                all,
                WATCHED,
                500_000,
                0,
                10_000_000,
                LOW,
                "Different users that all connections here watch together, one subscription each; more are unknown.");
        number(all, QUEUED, 20_000, 10, 1_000_000, LOW, "Hints that wait for their turn; more are left out.");
        number(all, TIMEOUT, 2_000, 10, 60_000, LOW, "How long Redis may take; then a user's status is unknown.");
        number(
                all,
                CHATS_CACHED,
                2_000_000,
                0,
                100_000_000,
                LOW,
                "Chat ids of users, 8 bytes each, kept to see who shares a chat with whom.");
        number(all, CHATS_TTL, 30_000, 0, 600_000, LOW, "How long they count without being read again.");
        number(all, TYPING_INTERVAL, 3_000, 100, 60_000, LOW, "Typing of one user in one chat goes out this often.");
        number(
                all,
                TYPING_MEMBERS,
                3_000,
                100,
                10_000,
                LOW,
                "How long a chat's members count, for typing, without being read again.");
    }

    public static PresenceSettings of(AbstractConfig settings) {
        if (settings.getInt(TTL) < 2 * settings.getInt(REFRESH)) {
            throw new IllegalArgumentException(TTL + " must be at least twice " + REFRESH);
        }
        return new PresenceSettings(
                millis(settings, REFRESH),
                millis(settings, TTL),
                Duration.ofDays(settings.getInt(LAST_SEEN)),
                millis(settings, GRACE),
                settings.getInt(WATCHED),
                settings.getInt(QUEUED),
                millis(settings, TIMEOUT),
                settings.getInt(CHATS_CACHED),
                millis(settings, CHATS_TTL),
                millis(settings, TYPING_INTERVAL),
                millis(settings, TYPING_MEMBERS));
    }

    private static Duration millis(AbstractConfig settings, String name) {
        return Duration.ofMillis(settings.getInt(name));
    }
}
