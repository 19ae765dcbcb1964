package io.parley.tests.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user wants done in a chat, in the contract's words. Messages are named by their {@code chat_seq}; 0 is none. */
public sealed interface Wish {

    /** A wish that the same {@code client_msg_id} makes idempotent. */
    sealed interface Once extends Wish {
        String clientMsgId();
    }

    record Create(boolean direct, @Nullable String name, List<String> members) implements Wish {}

    record Send(String clientMsgId, String content, List<String> mentions, @Nullable Long replyTo) implements Once {}

    record Edit(String clientMsgId, long message, String content, @Nullable List<String> mentions) implements Once {}

    record Delete(String clientMsgId, long message) implements Once {}

    record React(String clientMsgId, long message, String emoji, boolean add) implements Once {}

    record Delivered(long message) implements Wish {}

    record Read(long message) implements Wish {}

    record Rename(String name) implements Wish {}

    record Add(List<String> members) implements Wish {}

    record Remove(String member) implements Wish {}

    record Role(String member, Rank rank) implements Wish {}

    record Mute(boolean muted) implements Wish {}

    record Block(String other, boolean on) implements Wish {}

    enum Rank {
        OWNER,
        ADMIN,
        MEMBER
    }
}
