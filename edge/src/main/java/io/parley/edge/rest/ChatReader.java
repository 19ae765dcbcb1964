package io.parley.edge.rest;

import io.parley.edge.auth.Principal;
import io.parley.edge.store.ChatRow;
import io.parley.edge.store.History;
import io.parley.edge.store.MemberRow;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.Reached;
import io.parley.edge.store.Sight;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tables;
import io.parley.edge.store.UserChatRow;
import io.parley.edge.store.UserRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads all that an answer shows of a chat. The chat is read before the membership: see {@link Sight}. */
final class ChatReader {
    private final Tables tables;
    private final History history;
    private final MessageReader messages;
    private final Profiles profiles;

    ChatReader(Tables tables, History history, MessageReader messages, Profiles profiles) {
        this.tables = tables;
        this.history = history;
        this.messages = messages;
        this.profiles = profiles;
    }

    /** What the user may see of the chat; refused for who was never a member, and who is none now. */
    CompletionStage<Sight> sight(String user, String chatId) {
        return tables.chat(chatId).thenCompose(chat -> {
            ChatRow found = chat.orElseThrow(Refusal::noSuchChat);
            return tables.member(chatId, user).thenApply(member -> {
                MemberRow me = member.orElseThrow(Refusal::noSuchChat);
                if (!me.isMember()) {
                    throw Refusal.notAMember();
                }
                return new Sight(found, me);
            });
        });
    }

    /** The chat with its members. */
    CompletionStage<Shown.Whole> whole(Principal caller, String chatId) {
        return sight(caller.user(), chatId)
                .thenCompose(sight -> tables.userChat(caller.user(), chatId).thenCompose(mine -> tables.members(chatId)
                        .thenCompose(members -> whole(caller, sight, mine.orElseGet(() -> nothing(chatId)), members))));
    }

    private CompletionStage<Shown.Whole> whole(Principal caller, Sight sight, UserChatRow mine, List<MemberRow> all) {
        List<MemberRow> members = all.stream()
                .filter(MemberRow::isMember)
                .sorted(Comparator.comparing(MemberRow::joinedAt).thenComparing(MemberRow::user))
                .toList();
        List<String> users = members.stream().map(MemberRow::user).toList();
        return profiles.of(users, caller.user())
                .thenCompose(known -> shown(caller, sight, mine).thenApply(shown -> {
                    List<Shown.Listed> listed = new ArrayList<>();
                    for (MemberRow member : members) {
                        UserRow profile = known.getOrDefault(member.user(), UserRow.unknown(member.user()));
                        listed.add(new Shown.Listed(member, UserCalls.nameOf(profile, caller)));
                    }
                    return new Shown.Whole(shown, listed);
                }));
    }

    /** The chat as one of a list; empty when the user is no member any more, or the tables do not have it yet. */
    CompletionStage<Optional<Shown>> listed(Principal caller, ChatRow chat, UserChatRow mine) {
        return tables.member(chat.chatId(), caller.user())
                .thenCompose(me -> me.filter(MemberRow::isMember).isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : shown(caller, new Sight(chat, me.get()), mine).thenApply(Optional::of));
    }

    private CompletionStage<Shown> shown(Principal caller, Sight sight, UserChatRow mine) {
        return history.last(sight).thenCompose(last -> {
            List<StoredMessage> newest = last.stream().toList();
            boolean own = newest.stream()
                    .anyMatch(message -> caller.user().equals(message.message().getSender()));
            String chatId = sight.chat().chatId();
            CompletionStage<Ticks> ticks = own || sight.chat().direct()
                    ? messages.ticks(chatId)
                    : CompletableFuture.completedFuture(Ticks.NONE);
            return ticks.thenCompose(
                    known -> messages.shown(chatId, sight.chat().version(), newest, caller.user(), known)
                            .thenCombine(
                                    peer(caller, sight, known),
                                    (shown, peer) -> new Shown(
                                            sight.chat(),
                                            sight.member(),
                                            mine,
                                            shown.isEmpty() ? null : shown.get(0),
                                            peer.orElse(null))));
        });
    }

    private CompletionStage<Optional<Shown.Peer>> peer(Principal caller, Sight sight, Ticks ticks) {
        Optional<String> other = ticks.members().stream()
                .map(MemberRow::user)
                .filter(user -> sight.chat().direct() && !user.equals(caller.user()))
                .findFirst();
        if (other.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String user = other.get();
        return profiles.of(List.of(user), caller.user())
                .thenApply(known -> Optional.of(
                        new Shown.Peer(known.getOrDefault(user, UserRow.unknown(user)), ticks.markOf(user))));
    }

    static UserChatRow nothing(String chatId) {
        return new UserChatRow(chatId, true, 0, 0, null, null, null, Reached.NOTHING);
    }
}
