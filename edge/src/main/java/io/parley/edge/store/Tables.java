package io.parley.edge.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * What the edge asks the tables, one query each. A stage completes exceptionally with {@link StoreUnavailable} when the
 * tables cannot answer now; its continuations run on a thread of the driver and must not block it.
 */
public interface Tables {
    /** Messages of one bucket of a chat; see {@code tables.cql}. */
    int BUCKET_SIZE = 5_000;

    static int bucketOf(long chatSeq) {
        return (int) (Math.max(chatSeq - 1, 0) / BUCKET_SIZE);
    }

    CompletionStage<Optional<ChatRow>> chat(String chatId);

    CompletionStage<Optional<MemberRow>> member(String chatId, String user);

    /** All members, also former ones. */
    CompletionStage<List<MemberRow>> members(String chatId);

    /** Whom the user has blocked. */
    CompletionStage<List<String>> blocks(String user);

    CompletionStage<List<MarkRow>> marks(String chatId);

    /** The user's {@code seq} that the rows of {@link #userChats} reflect at least; 0 when there is none. */
    CompletionStage<Long> asOf(String user);

    /** Also those that the user is no longer in. */
    CompletionStage<List<UserChatRow>> userChats(String user);

    CompletionStage<Optional<UserChatRow>> userChat(String user, String chatId);

    /** The chats that the user is in now. */
    CompletionStage<List<String>> memberships(String user);

    CompletionStage<Optional<StoredMessage>> message(String chatId, int bucket, UUID id);

    CompletionStage<List<StoredMessage>> messages(String chatId, int bucket, Stretch stretch, Order order, int limit);

    /** Messages of one bucket that have all these words, newest first; among many words perhaps only some are looked at. */
    CompletionStage<List<StoredMessage>> withWords(
            String chatId, int bucket, List<String> words, Stretch stretch, int limit);

    /** Reactions to messages of one bucket, from the first message to the last. */
    CompletionStage<List<ReactionRow>> reactions(String chatId, int bucket, UUID first, UUID last);

    /** The messages that a file was sent with, newest first, deleted ones too. */
    CompletionStage<List<FileRow>> messagesOf(String chatId, String fileId);

    /** The bucket in which this position lies; empty before the first message. */
    CompletionStage<OptionalInt> bucketAt(String chatId, UUID position);

    /** Profiles by user; who has none is left out. */
    CompletionStage<Map<String, UserRow>> users(Collection<String> users);
}
