package io.parley.avro;

import java.util.List;

/** Every topic of Parley that holds Avro, held to the catalogue by a test. Nowhere else is a topic named by a string. */
public final class Topics {
    public static final Topic<ChatCommand> CHAT_RAW = new Topic<>("chat.raw", ChatCommand.class);
    public static final Topic<SessionEvent> USER_SESSIONS = new Topic<>("user.sessions", SessionEvent.class);
    public static final Topic<UserCommand> USER_RAW = new Topic<>("user.raw", UserCommand.class);
    public static final Topic<InboxBatch> USER_INBOX = new Topic<>("user.inbox", InboxBatch.class);
    public static final Topic<MessageFact> CHAT_MESSAGES = new Topic<>("chat.messages", MessageFact.class);
    public static final Topic<MemberFact> CHAT_MEMBERS = new Topic<>("chat.members", MemberFact.class);
    public static final Topic<MarkFact> CHAT_MARKS = new Topic<>("chat.marks", MarkFact.class);
    public static final Topic<ReportFact> CHAT_REPORTS = new Topic<>("chat.reports", ReportFact.class);
    public static final Topic<ProfileFact> USER_PROFILES = new Topic<>("user.profiles", ProfileFact.class);
    public static final Topic<RevocationFact> USER_REVOCATIONS = new Topic<>("user.revocations", RevocationFact.class);
    public static final Topic<KeyFact> USER_KEYS = new Topic<>("user.keys", KeyFact.class);
    public static final Topic<UserChange> USER_CHANGES = new Topic<>("user.changes", UserChange.class);
    public static final Topic<DeviceFact> USER_DEVICES = new Topic<>("user.devices", DeviceFact.class);
    public static final Topic<MarkFact> PUSH_MARKS = new Topic<>("push.marks", MarkFact.class);
    public static final Topic<PushRequest> PUSH_REQUESTS = new Topic<>("push.requests", PushRequest.class);
    public static final Topic<Delivery> EDGE_DELIVERY = new Topic<>("edge.delivery", Delivery.class);
    public static final Topic<Lease> EDGE_LEASES = new Topic<>("edge.leases", Lease.class);

    /** Records that talk could not decode or process, as they were. */
    public static final String TALK_DEAD_LETTERS = "talk.dead-letters";

    /** Records that a sink could not decode, as they were. */
    public static final String SINKS_DEAD_LETTERS = "sinks.dead-letters";

    public static final List<Topic<?>> ALL = List.of(
            CHAT_RAW,
            USER_SESSIONS,
            USER_RAW,
            USER_INBOX,
            CHAT_MESSAGES,
            CHAT_MEMBERS,
            CHAT_MARKS,
            CHAT_REPORTS,
            USER_PROFILES,
            USER_REVOCATIONS,
            USER_KEYS,
            USER_CHANGES,
            EDGE_DELIVERY,
            EDGE_LEASES,
            USER_DEVICES,
            PUSH_MARKS,
            PUSH_REQUESTS);

    private Topics() {}
}
