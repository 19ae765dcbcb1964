package io.parley.topology;

/** The names of the push topology's nodes; they stand in {@code describe()}, in metrics and in logs. */
public final class PushNodes {
    public static final String CHAT_MARKS = "take-chat-marks";
    public static final String DELIVERIES = "bring-deliveries-home";
    public static final String TO_MARKS = "tell-push-marks";
    public static final String MARKS = "take-deliveries";
    public static final String CHANGES = "take-user-changes";
    public static final String DEVICES = "take-user-devices";
    public static final String PUSH = "push";
    public static final String TO_REQUESTS = "tell-push-requests";

    private PushNodes() {}
}
