package io.parley.topology.chat;

import io.parley.avro.ChatType;
import io.parley.avro.CreateChat;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.RosterMember;
import io.parley.ids.ChatIds;
import io.parley.topology.DisplayName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a chat, or finds it made: by its id a creation sent again, and two creators of one direct chat, meet here. */
final class Creation {
    private Creation() {}

    static Outcome decide(Draft draft, CreateChat create) {
        Set<String> users = new LinkedHashSet<>();
        users.add(draft.user());
        users.addAll(create.getMembers());
        return malformed(draft, create, users)
                .or(() -> existing(draft))
                .or(() -> unfit(draft, create, users))
                .orElseGet(() -> make(draft, create, List.copyOf(users)));
    }

    private static Optional<Outcome> malformed(Draft draft, CreateChat create, Set<String> users) {
        if (!Form.areUsers(users)) {
            return Optional.of(draft.reject(Code.BAD_REQUEST, "members has an id that is none."));
        }
        boolean direct = create.getType() == ChatType.DIRECT;
        if (direct && (users.size() != 2 || !draft.chatId().equals(directId(users)))) {
            return Optional.of(draft.reject(Code.BAD_REQUEST, "A direct chat is with one other user."));
        }
        boolean mixed = direct != ChatIds.isDirect(draft.chatId());
        return mixed
                ? Optional.of(draft.reject(Code.BAD_REQUEST, "The id is one of the other type of chat."))
                : Optional.empty();
    }

    private static String directId(Set<String> users) {
        List<String> both = List.copyOf(users);
        return ChatIds.direct(both.get(0), both.get(1));
    }

    private static Optional<Outcome> existing(Draft draft) {
        if (!draft.made()) {
            return Optional.empty();
        }
        boolean stranger = draft.membership(draft.user()).getSpans().isEmpty();
        return Optional.of(
                stranger
                        ? draft.reject(Code.NO_SUCH_CHAT, "There is no such chat.")
                        : draft.done(new Done(
                                draft.chatId(),
                                false,
                                FactTopic.MEMBERS,
                                draft.head().getCreated())));
    }

    private static Optional<Outcome> unfit(Draft draft, CreateChat create, Set<String> users) {
        if (create.getType() == ChatType.GROUP && !DisplayName.isValid(create.getName())) {
            return Optional.of(draft.reject(Code.BAD_REQUEST, "name has 1 to 100 code points."));
        }
        return users.size() > draft.config().members() ? Optional.of(tooLarge(draft)) : Optional.empty();
    }

    static Outcome tooLarge(Draft draft) {
        return draft.reject(
                Code.TOO_LARGE, "A group has at most " + draft.config().members() + " members.");
    }

    private static Outcome make(Draft draft, CreateChat create, List<String> users) {
        boolean direct = create.getType() == ChatType.DIRECT;
        long stamp = draft.tick();
        ChatHead head = draft.head();
        head.setType(create.getType());
        head.setName(direct ? null : create.getName());
        head.setCreatedBy(draft.user());
        head.setCreated(stamp);
        head.setVersion(1);
        head.setNamed(stamp);
        draft.replaceMembers(joined(draft, users, direct, stamp));
        Announcement.tell(
                draft,
                stamp,
                "created",
                List.of(),
                users,
                Recipients.all(draft.members(), member -> UnreadEffect.JOIN),
                create.getNames());
        if (!direct) {
            Talk.tell(draft, new SystemEvent("created", draft.user(), List.of(), head.getName()));
        }
        return draft.done(new Done(draft.chatId(), true, FactTopic.MEMBERS, stamp));
    }

    private static List<RosterMember> joined(Draft draft, List<String> users, boolean direct, long stamp) {
        List<RosterMember> members = new ArrayList<>();
        for (String user : users) {
            boolean owner = !direct && user.equals(draft.user());
            members.add(join(draft, user, owner ? Role.OWNER : Role.MEMBER, stamp));
        }
        return members;
    }

    /** Opens the user's membership in the draft; the row of the roster is the answer. */
    static RosterMember join(Draft draft, String user, Role role, long stamp) {
        int spans = draft.config().spans();
        draft.replaceMembership(user, Spans.opened(draft.membership(user), stamp, spans));
        return new RosterMember(
                user, role, stamp, stamp, false, draft.membership(user).getBlocked());
    }
}
