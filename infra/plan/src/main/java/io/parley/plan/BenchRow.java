package io.parley.plan;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the bench's output.
 *
 * @param cores processors that each part kept busy; parts that run more than once are summed under one name
 * @param written what was written to each topic for one message, transaction markers included
 */
record BenchRow(String workload, double messagesPerSecond, Map<String, Double> cores, Map<String, Size> written) {
    static final String MESSAGES = "chat.messages";
    static final String STATE_OF_TRANSACTIONS = "__transaction_state";

    /** A control batch with its one record, as Kafka's format has it: 61 bytes of header and 17 of record. */
    static final double MARKER_BYTES = 78;

    private static final Pattern GROUP = Pattern.compile("group of (\\d+)");
    private static final String AT_CAPACITY = "capacity, ";
    private static final Set<String> NO_TRANSACTIONS_OF_TALK = Set.of("chat.raw", "edge.leases", "push.marks");

    /** Whether the rate is the highest that held, and not one that was asked for. */
    boolean atCapacity() {
        return workload.startsWith(AT_CAPACITY);
    }

    boolean isDirect() {
        return kind().equals("one-to-one");
    }

    private String kind() {
        return atCapacity() ? workload.substring(AT_CAPACITY.length()) : workload;
    }

    /** Members of the group that was written to; 0 when it was none. */
    int members() {
        Matcher group = GROUP.matcher(kind());
        return group.matches() ? Integer.parseInt(group.group(1)) : 0;
    }

    double cores(String part) {
        return cores.getOrDefault(part, 0.0);
    }

    /** Each message makes one record of {@code chat.messages}: what is more are markers, one a commit. */
    double commitsPerMessage() {
        return Math.max(0, written.getOrDefault(MESSAGES, Size.NOTHING).records() - 1);
    }

    double commitsPerSecond() {
        return commitsPerMessage() * messagesPerSecond;
    }

    static boolean isOfTalk(String topic) {
        return !topic.startsWith("__") && !NO_TRANSACTIONS_OF_TALK.contains(topic);
    }

    /** What one message wrote to a topic, without the markers of the transactions it was part of. */
    Size net(String topic) {
        Size gross = written.getOrDefault(topic, Size.NOTHING);
        if (!isOfTalk(topic)) {
            return gross;
        }
        double markers = Math.min(commitsPerMessage(), gross.records());
        return new Size(gross.records() - markers, Math.max(0, gross.bytes() - markers * MARKER_BYTES));
    }
}
