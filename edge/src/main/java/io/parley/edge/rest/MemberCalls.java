package io.parley.edge.rest;

import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.RemoveMember;
import io.parley.avro.Role;
import io.parley.edge.Limits;
import io.parley.edge.http.HttpAnswer;
import io.parley.ids.Ids;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Who is in a group, and as what. */
final class MemberCalls {
    private final ChatCalls chats;
    private final Limits limits;

    MemberCalls(ChatCalls chats, Limits limits) {
        this.chats = chats;
        this.limits = limits;
    }

    /** The users of {@code members}, each once. */
    static List<String> members(Body body, Limits limits) {
        List<String> members = body.texts("members").stream().distinct().toList();
        if (!members.stream().allMatch(Ids::isValid)) {
            throw Refusal.badRequest("members must be user ids: 1 to " + Ids.MAX_LENGTH + " of A-Z a-z 0-9 _ - .");
        }
        requireRoom(members.size(), limits);
        return members;
    }

    static void requireRoom(int members, Limits limits) {
        if (members > limits.groupMembers()) {
            throw Refusal.of(422, "too_large", "members: a group has at most " + limits.groupMembers() + " members.");
        }
    }

    CompletionStage<HttpAnswer> add(Call call) {
        String chatId = call.chat();
        List<String> members = members(Body.of(call.http()), limits);
        if (members.isEmpty()) {
            throw Refusal.badRequest("members must name at least one user.");
        }
        return chats.change(call, chatId, "add_members", new AddMembers(members), true)
                .thenCompose(done -> chats.answer(call, chatId, 200));
    }

    CompletionStage<HttpAnswer> changeRole(Call call) {
        String chatId = call.chat();
        String member = call.otherUser();
        Role role =
                switch (Body.of(call.http()).required("role")) {
                    case "owner" -> Role.OWNER;
                    case "admin" -> Role.ADMIN;
                    case "member" -> Role.MEMBER;
                    default -> throw Refusal.badRequest("role must be owner, admin or member.");
                };
        return chats.change(call, chatId, "change_role", new ChangeRole(member, role), true)
                .thenCompose(done -> chats.answer(call, chatId, 200));
    }

    CompletionStage<HttpAnswer> remove(Call call) {
        String chatId = call.chat();
        String member = call.otherUser();
        boolean leaves = member.equals(call.moderator().user());
        return chats.moderate(call, chatId, "remove_member", new RemoveMember(member), !leaves)
                .thenApply(done -> Answers.nothing());
    }
}
