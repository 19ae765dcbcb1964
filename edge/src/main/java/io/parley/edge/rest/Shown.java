package io.parley.edge.rest;

import io.parley.edge.store.ChatRow;
import io.parley.edge.store.MarkRow;
import io.parley.edge.store.MemberRow;
import io.parley.edge.store.UserChatRow;
import io.parley.edge.store.UserRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that an answer shows of a chat to one member. */
record Shown(ChatRow chat, MemberRow me, UserChatRow mine, @Nullable ShownMessage last, @Nullable Peer peer) {

    /** The other one of a direct chat. */
    record Peer(UserRow profile, @Nullable MarkRow mark) {}

    /** One of the members of a chat. */
    record Listed(MemberRow member, @Nullable String name) {}

    /** A chat with its members. */
    record Whole(Shown shown, List<Listed> members) {}
}
