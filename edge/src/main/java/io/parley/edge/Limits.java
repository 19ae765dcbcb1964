package io.parley.edge;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The limits of the wire contract that frames and calls are held to. Each is a
 * setting; sizes are bytes of UTF-8 unless said otherwise.
 *
 * @param contentBytes a message's content
 * @param frameBytes a WebSocket message, all its fragments counted
 * @param fileBytes an uploaded file
 * @param dataBytes a message's {@code data} in its shortest form
 * @param dataDepth how deep objects and lists lie in one another in {@code data}
 * @param refLength characters of {@code ref}
 * @param clientIdLength characters of {@code client_msg_id} and {@code client_chat_id}
 * @param mentions users mentioned by one message
 * @param emojiBytes a reaction
 * @param nameCodePoints code points of a name
 * @param urlLength characters of an avatar's URL
 * @param presenceUsers users whose status one connection watches
 * @param groupMembers members of a group
 * @param pageDefault items of a page when the caller does not say
 * @param pageMax items of a page at most
 * @param usersPerCall ids of one {@code GET /users}
 * @param queryCodePoints code points of what is searched for
 * @param reportCodePoints code points of what a reporter says of a message
 * @param searches searches that one edge runs at once
 */
public record Limits(
        int contentBytes,
        int frameBytes,
        long fileBytes,
        int dataBytes,
        int dataDepth,
        int refLength,
        int clientIdLength,
        int mentions,
        int emojiBytes,
        int nameCodePoints,
        int urlLength,
        int presenceUsers,
        int groupMembers,
        int pageDefault,
        int pageMax,
        int usersPerCall,
        int queryCodePoints,
        int reportCodePoints,
        int searches) {
    public static final String CONTENT_BYTES = "limit.content.bytes";
    public static final String FRAME_BYTES = "limit.frame.bytes";
    public static final String FILE_BYTES = "limit.file.bytes";
    public static final String DATA_BYTES = "limit.data.bytes";
    public static final String DATA_DEPTH = "limit.data.depth";
    public static final String REF_LENGTH = "limit.ref.length";
    public static final String CLIENT_ID_LENGTH = "limit.client.id.length";
    public static final String MENTIONS = "limit.mentions";
    public static final String EMOJI_BYTES = "limit.emoji.bytes";
    public static final String NAME_CODE_POINTS = "limit.name.code.points";
    public static final String URL_LENGTH = "limit.url.length";
    public static final String PRESENCE_USERS = "limit.presence.users";
    public static final String GROUP_MEMBERS = "limit.group.members";
    public static final String PAGE_DEFAULT = "limit.page.default";
    public static final String PAGE_MAX = "limit.page.max";
    public static final String USERS_PER_CALL = "limit.users.per.call";

    public static final String QUERY_CODE_POINTS = "limit.query.code.points";
    public static final String REPORT_CODE_POINTS = "limit.report.code.points";
    public static final String SEARCHES = "limit.searches";

    /** Adds these settings to an edge's. */
    static void define(ConfigDef all) {
        defineOfFrames(all);
        defineOfCalls(all);
    }

    private static void defineOfFrames(ConfigDef all) {
        Settings.number(all, CONTENT_BYTES, 16 << 10, 1, 1 << 20, LOW, "A message's content.");
        Settings.number(
                all,
                FRAME_BYTES,
                64 << 10,
                1 << 10,
                16 << 20,
                LOW,
                "A WebSocket message, all fragments counted; more closes with 1009.");
        all.define(FILE_BYTES, Type.LONG, 104_857_600L, atLeast(1), LOW, "An uploaded file.");
        Settings.number(all, DATA_BYTES, 4 << 10, 2, 1 << 20, LOW, "A message's data in its shortest form.");
        Settings.number(
                all,
                DATA_DEPTH,
                100,
                1,
                10_000,
                LOW,
                "How deep objects and lists lie in one another in a message's data.");
        Settings.number(all, REF_LENGTH, 64, 1, 1_000, LOW, "Characters of ref.");
        Settings.number(all, CLIENT_ID_LENGTH, 64, 1, 1_000, LOW, "Characters of client_msg_id and client_chat_id.");
        Settings.number(all, MENTIONS, 500, 0, 10_000, LOW, "Users mentioned by one message.");
        Settings.number(all, EMOJI_BYTES, 64, 1, 1_000, LOW, "A reaction.");
        Settings.number(all, PRESENCE_USERS, 1_000, 0, 100_000, LOW, "Users whose status one connection watches.");
    }

    private static void defineOfCalls(ConfigDef all) {
        Settings.number(all, NAME_CODE_POINTS, 100, 1, 1_000, LOW, "Code points of a group's or user's name.");
        Settings.number(all, URL_LENGTH, 2_048, 1, 65_536, LOW, "Characters of an avatar's URL.");
        Settings.number(all, GROUP_MEMBERS, 500, 2, 100_000, LOW, "Members of a group, the caller counted.");
        Settings.number(all, PAGE_DEFAULT, 50, 1, 10_000, LOW, "Items of a page when the caller does not say.");
        Settings.number(all, PAGE_MAX, 200, 1, 10_000, LOW, "Items of a page at most.");
        Settings.number(all, USERS_PER_CALL, 100, 1, 10_000, LOW, "Ids of one GET /users.");
        Settings.number(all, QUERY_CODE_POINTS, 200, 1, 10_000, LOW, "Code points of what is searched for.");
        Settings.number(
                all, REPORT_CODE_POINTS, 1_000, 1, 1_000, LOW, "Code points of what a reporter says of a message.");
        Settings.number(all, SEARCHES, 32, 1, 10_000, LOW, "Searches that run at once; more are answered 503.");
    }

    static Limits of(AbstractConfig settings) {
        return new Limits(
                settings.getInt(CONTENT_BYTES),
                settings.getInt(FRAME_BYTES),
                settings.getLong(FILE_BYTES),
                settings.getInt(DATA_BYTES),
                settings.getInt(DATA_DEPTH),
                settings.getInt(REF_LENGTH),
                settings.getInt(CLIENT_ID_LENGTH),
                settings.getInt(MENTIONS),
                settings.getInt(EMOJI_BYTES),
                settings.getInt(NAME_CODE_POINTS),
                settings.getInt(URL_LENGTH),
                settings.getInt(PRESENCE_USERS),
                settings.getInt(GROUP_MEMBERS),
                settings.getInt(PAGE_DEFAULT),
                settings.getInt(PAGE_MAX),
                settings.getInt(USERS_PER_CALL),
                settings.getInt(QUERY_CODE_POINTS),
                settings.getInt(REPORT_CODE_POINTS),
                settings.getInt(SEARCHES));
    }
}
