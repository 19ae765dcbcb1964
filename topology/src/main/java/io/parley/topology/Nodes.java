package io.parley.topology;

/** The names of the talk topology's nodes; they stand in {@code describe()}, in metrics and in logs. */
public final class Nodes {
    public static final String CHAT_RAW = "take-commands";
    public static final String USER_INBOX = "take-events-of-other-shards";
    public static final String USER_SESSIONS = "take-sessions";
    public static final String USER_RAW = "take-user-commands";
    public static final String EDGE_LEASES = "take-leases";
    public static final String LEASES = "hold-leases";
    public static final String ONCE_CHAT = "once-commands";
    public static final String ONCE_INBOX = "once-events-of-other-shards";
    public static final String ONCE_SESSIONS = "once-sessions";
    public static final String ONCE_USER = "once-user-commands";
    public static final String CHAT = "chat";
    public static final String INBOX = "inbox";
    public static final String TO_MESSAGES = "tell-chat-messages";
    public static final String TO_MEMBERS = "tell-chat-members";
    public static final String TO_MARKS = "tell-chat-marks";
    public static final String TO_REPORTS = "tell-chat-reports";
    public static final String TO_INBOX = "tell-other-shards";
    public static final String TO_CHANGES = "tell-user-changes";
    public static final String TO_PROFILES = "tell-user-profiles";
    public static final String TO_DEVICES = "tell-user-devices";
    public static final String TO_REVOCATIONS = "tell-user-revocations";
    public static final String TO_KEYS = "tell-user-keys";
    public static final String TO_DELIVERY = "tell-edges";

    private Nodes() {}
}
