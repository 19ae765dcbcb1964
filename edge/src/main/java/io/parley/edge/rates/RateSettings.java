package io.parley.edge.rates;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The rates' settings. A user or an address has them on each edge; who is over one is told how long to wait. */
public final class RateSettings {
    public static final String LIMITS = "rate.limits";
    public static final String SENDS = "rate.sends.per.second";
    public static final String SENDS_BURST = "rate.sends.burst";
    public static final String HINTS = "rate.hints.per.second";
    public static final String HINTS_BURST = "rate.hints.burst";
    public static final String CALLS = "rate.calls.per.second";
    public static final String CALLS_BURST = "rate.calls.burst";
    public static final String SERVICE_CALLS = "rate.service.calls.per.second";
    public static final String SERVICE_CALLS_BURST = "rate.service.calls.burst";
    public static final String CONNECTS = "rate.connects.per.second";
    public static final String CONNECTS_BURST = "rate.connects.burst";
    public static final String REFUSALS = "rate.refusals.per.second";
    public static final String REFUSALS_BURST = "rate.refusals.burst";
    public static final String KEYS = "rate.keys";
    public static final String FORWARDED = "edge.behind.proxy";

    private RateSettings() {}

    public static void define(ConfigDef all) {
        all.define(
                LIMITS,
                Type.STRING,
                "on",
                ValidString.in("on", "off"),
                MEDIUM,
                "Whether users and addresses are limited in rate; off for tests under load.");
        number(
                all,
                SENDS,
                200,
                "Messages, edits, deletes and reactions of one user's sockets a second in the long run; more are answered rate_limited.");
        number(all, SENDS_BURST, 1_000, "How many of them may come at once.");
        number(
                all,
                HINTS,
                10,
                "Typing and presence frames of one user a second in the long run; more are answered rate_limited. 100 watched users weigh as one more.");
        number(all, HINTS_BURST, 60, "How many of them may come at once.");
        number(all, CALLS, 100, "REST calls of one user a second in the long run; more are answered 429.");
        number(all, CALLS_BURST, 500, "How many of them may come at once.");
        number(
                all,
                SERVICE_CALLS,
                1_000,
                "REST calls of one app server, by the sub of its service token and for all its users together, a second in the long run; more are answered 429.");
        number(all, SERVICE_CALLS_BURST, 5_000, "How many of them may come at once.");
        number(
                all,
                CONNECTS,
                100,
                "WebSocket handshakes of one address a second in the long run, many users may share one; more are answered 429.");
        number(all, CONNECTS_BURST, 5_000, "How many of them may come at once.");
        number(
                all,
                REFUSALS,
                20,
                "REST calls of one address whose tokens do not hold, a second in the long run; more are answered 429 in place of 401.");
        number(all, REFUSALS_BURST, 1_000, "How many of them may come at once.");
        all.define(
                KEYS,
                Type.INT,
                500_000,
                Range.between(1_000, 100_000_000),
                LOW,
                "Users, or addresses, that each of these rates remembers at once; beyond them one that came long ago begins anew.");
        all.define(
                FORWARDED,
                Type.BOOLEAN,
                false,
                LOW,
                "Whether a proxy stands before the edge: an address, of a handshake or of a call, is then the last one of X-Forwarded-For, which that proxy has written.");
    }

    private static void number(ConfigDef all, String name, int preset, String doc) {
        all.define(name, Type.INT, preset, Range.between(1, 1_000_000), MEDIUM, doc);
    }
}
