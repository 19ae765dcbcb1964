package io.parley.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes of talk's stores at rest, all shards together; the changelogs hold as much. A row is as large as its record in the
 * changelog was measured to be; rows of which the bench writes none are assumed.
 */
record State(Map<String, Double> bytes) {
    private static final double KEPT_SLACK_HOURS = 1;
    private static final double STREAM_ROWS = 2_000;
    private static final double ROSTER_ENTRY_BYTES = 60;
    private static final double USER_BYTES = 400;
    private static final double SECONDS_AN_HOUR = 3_600;

    static State of(Load load, Cluster cluster, Recipe recipe) {
        Work measured = recipe.costs().direct();
        Work second = load.work(recipe, load.meanMessages());
        double chats = load.allChats();
        double memberships = load.users * load.chats;
        double messages = load.meanMessages();
        double dedup = messages * cluster.dedupHours * SECONDS_AN_HOUR;
        Map<String, Double> rows = new TreeMap<>();
        rows.put("chats", chats);
        rows.put("memberships", memberships);
        rows.put("unread", memberships);
        rows.put("index", indexRows(chats, messages, load.retentionDays, cluster.index));
        rows.put("dedup", dedup);
        rows.put("dedup-expiry", dedup);
        rows.put(
                "streams",
                Math.min(second.userEvents() * cluster.keptHours * SECONDS_AN_HOUR, load.users * STREAM_ROWS));
        rows.put("kept", second.records(Work.KEPT) * (cluster.keptHours + KEPT_SLACK_HOURS) * SECONDS_AN_HOUR);
        Map<String, Double> bytes = new TreeMap<>();
        rows.forEach((store, count) ->
                bytes.put(store, count * measured.of(Work.changelog(store)).bytesEach()));
        bytes.put("rosters", memberships * load.groupShare * ROSTER_ENTRY_BYTES);
        bytes.put("profiles, sessions, devices", load.users * USER_BYTES);
        return new State(bytes);
    }

    /** The newest of each chat, as far as there are so many: an upper bound, because some chats hold most of the talk. */
    static double indexRows(double chats, double messagesPerSecond, double days, double newest) {
        double said = messagesPerSecond * days * 24 * SECONDS_AN_HOUR / chats;
        return chats * Math.min(newest, said);
    }

    double total() {
        return bytes.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double of(String store) {
        return bytes.getOrDefault(store, 0.0);
    }
}
