package io.parley.edge;

/**
 * The limits of the wire contract that frames and calls are held to. Each has a setting of the same meaning in
 * {@link EdgeSettings}; sizes are bytes of UTF-8 unless said otherwise.
 *
 * @param contentBytes a message's content
 * @param frameBytes a WebSocket message, all its fragments counted
 * @param fileBytes an uploaded file
 * @param dataBytes a message's {@code data} in its shortest form
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
 */
public record Limits(
        int contentBytes,
        int frameBytes,
        long fileBytes,
        int dataBytes,
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
        int usersPerCall) {}
