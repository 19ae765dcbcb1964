package io.parley.plan;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is written to each topic, markers left out, for one message or in a second, and what follows from it for those who
 * read and write the log.
 */
record Work(Map<String, Size> topics) {
    static final String RAW = "chat.raw";
    static final String MESSAGES = BenchRow.MESSAGES;
    static final String MARKS = "chat.marks";
    static final String INBOX = "user.inbox";
    static final String CHANGES = "user.changes";
    static final String DELIVERY = "edge.delivery";
    static final String PUSH_MARKS = "push.marks";
    static final String STREAMS = changelog("streams");
    static final String KEPT = changelog("kept");
    static final String UNREAD = changelog("unread");
    static final String MEMBERSHIPS = changelog("memberships");
    static final String CHATS = changelog("chats");

    /** The message, its words, and how far its chat is written. */
    static final double ROWS_OF_A_MESSAGE = 3;
    /** The mark, and how far marks of its chat are written. */
    static final double ROWS_OF_A_MARK = 2;
    /** The chat in the user's list, and the user's position. */
    static final double ROWS_OF_A_USER_EVENT = 2;

    static Work none() {
        return new Work(Map.of());
    }

    static Work measured(BenchRow row) {
        Map<String, Size> topics = new TreeMap<>();
        row.written().keySet().stream()
                .filter(topic -> !topic.startsWith("__") && !topic.equals("edge.leases"))
                .map(topic -> Map.entry(topic, row.net(topic)))
                .filter(topic -> topic.getValue().records() > 0)
                .forEach(topic -> topics.put(topic.getKey(), topic.getValue()));
        return new Work(topics);
    }

    static String changelog(String store) {
        return "parley-talk-" + store + "-changelog";
    }

    static boolean isChangelog(String topic) {
        return topic.endsWith("-changelog");
    }

    Work with(String topic, Size size) {
        Map<String, Size> changed = new TreeMap<>(topics);
        changed.put(topic, size);
        return new Work(changed);
    }

    Work plus(Work other) {
        Map<String, Size> sum = new TreeMap<>(topics);
        other.topics.forEach((topic, size) -> sum.merge(topic, size, Size::plus));
        return new Work(sum);
    }

    Work times(double factor) {
        Map<String, Size> scaled = new TreeMap<>();
        topics.forEach((topic, size) -> scaled.put(topic, size.times(factor)));
        return new Work(scaled);
    }

    Size of(String topic) {
        return topics.getOrDefault(topic, Size.NOTHING);
    }

    double records(String topic) {
        return of(topic).records();
    }

    double records() {
        return topics.values().stream().mapToDouble(Size::records).sum();
    }

    double bytes() {
        return topics.values().stream().mapToDouble(Size::bytes).sum();
    }

    /** What users are told, one a (event, user): a row of {@code streams} each. */
    double userEvents() {
        return records(STREAMS);
    }

    /** What talk reads. */
    double inputs() {
        return records(RAW) + records(INBOX);
    }

    /** What talk and push write. */
    double outputs() {
        return records() - records(RAW);
    }

    /** What edges write to the log and read from it. */
    double edgeRecords() {
        return records(RAW) + records(DELIVERY);
    }

    /** What sockets are told: every event of a user, and the ack. */
    double frames() {
        return userEvents() + records(MESSAGES);
    }

    double cassandraWrites() {
        return ROWS_OF_A_MESSAGE * records(MESSAGES)
                + ROWS_OF_A_MARK * records(MARKS)
                + ROWS_OF_A_USER_EVENT * userEvents();
    }

    double redisWrites() {
        return records(MESSAGES) + userEvents();
    }
}
