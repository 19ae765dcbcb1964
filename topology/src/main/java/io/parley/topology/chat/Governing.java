package io.parley.topology.chat;

import io.parley.avro.AddMembers;
import io.parley.avro.ChangeRole;
import io.parley.avro.Done;
import io.parley.avro.FactTopic;
import io.parley.avro.RenameChat;
import io.parley.avro.Role;
import io.parley.avro.SystemEvent;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.RosterMember;
import io.parley.topology.DisplayName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a group's name, members and roles, by the table of the contract. Each change is a version, a {@code chat}
 * event, and a system message after it. What is so already is done without an event; its stamp is that of the event
 * which made it so.
 */
final class Governing {
    private Governing() {}

    static Outcome rename(Draft draft, RenameChat rename) {
        return draft.barred().or(() -> notModerator(draft)).orElseGet(() -> {
            if (!DisplayName.isValid(rename.getName())) {
                return draft.reject(Code.BAD_REQUEST, "name has 1 to 100 code points.");
            }
            if (rename.getName().equals(draft.head().getName())) {
                return done(draft, draft.head().getNamed());
            }
            long stamp = change(draft);
            draft.head().setName(rename.getName());
            draft.head().setNamed(stamp);
            tell(draft, stamp, "renamed", List.of(), List.of(), rename.getName());
            return done(draft, stamp);
        });
    }

    static Outcome add(Draft draft, AddMembers add) {
        return draft.barred().or(() -> notModerator(draft)).orElseGet(() -> {
            Set<String> users = new LinkedHashSet<>(add.getMembers());
            if (users.isEmpty() || !Form.areUsers(users)) {
                return draft.reject(Code.BAD_REQUEST, "members names at least one user, each by an id.");
            }
            List<String> added =
                    users.stream().filter(user -> draft.member(user) == null).toList();
            if (added.isEmpty()) {
                return done(draft, lastJoined(draft, users));
            }
            if (draft.members().size() + added.size() > draft.config().members()) {
                return Creation.tooLarge(draft);
            }
            return add(draft, added);
        });
    }

    private static Outcome add(Draft draft, List<String> added) {
        long stamp = change(draft);
        List<RosterMember> now = new ArrayList<>(draft.members());
        added.forEach(user -> now.add(Creation.join(draft, user, Role.MEMBER, stamp)));
        draft.replaceMembers(now);
        Set<String> joining = Set.copyOf(added);
        String event = "members_added";
        Announcement.tell(
                draft,
                stamp,
                event,
                added,
                added,
                Recipients.all(
                        now, member -> joining.contains(member.getUser()) ? UnreadEffect.JOIN : UnreadEffect.NONE));
        Talk.tell(draft, new SystemEvent(event, draft.user(), added, null));
        if (added.stream().anyMatch(user -> draft.membership(user).getSpans().size() > 1)) {
            Telling.changed(draft);
        }
        return done(draft, stamp);
    }

    private static long lastJoined(Draft draft, Set<String> users) {
        return draft.members().stream()
                .filter(member -> users.contains(member.getUser()))
                .mapToLong(RosterMember::getJoined)
                .max()
                .orElse(0);
    }

    static Outcome changeRole(Draft draft, ChangeRole change) {
        return draft.barred().or(() -> notOwner(draft)).orElseGet(() -> {
            RosterMember target = draft.member(change.getMember());
            if (target == null) {
                return draft.reject(Code.NO_SUCH_USER, "There is no such member.");
            }
            if (target.getRole() == change.getRole()) {
                return done(draft, target.getChanged());
            }
            if (target.getUser().equals(draft.user())) {
                return draft.reject(Code.BAD_REQUEST, "An owner hands the group over by making another one owner.");
            }
            return changeRole(draft, target.getUser(), change.getRole());
        });
    }

    private static Outcome changeRole(Draft draft, String user, Role role) {
        boolean handOver = role == Role.OWNER;
        List<String> users = handOver ? List.of(user, draft.user()) : List.of(user);
        long stamp = change(draft);
        replaceEach(draft, member -> {
            if (member.getUser().equals(user)) {
                return withRole(member, role, stamp);
            }
            boolean oldOwner = handOver && member.getUser().equals(draft.user());
            return oldOwner ? withRole(member, Role.ADMIN, stamp) : member;
        });
        tell(draft, stamp, "role_changed", users, users, null);
        return done(draft, stamp);
    }

    /** The change of an owner who left: the draft is then one of a group without an owner. */
    static void succeed(Draft draft) {
        Optional<RosterMember> longestAdmin = draft.members().stream()
                .filter(member -> member.getRole() == Role.ADMIN)
                .findFirst();
        Optional<RosterMember> heir =
                longestAdmin.or(() -> draft.members().stream().findFirst());
        heir.ifPresent(next -> {
            long stamp = change(draft);
            List<String> users = List.of(next.getUser());
            replaceEach(
                    draft,
                    member -> member.getUser().equals(next.getUser()) ? withRole(member, Role.OWNER, stamp) : member);
            tell(draft, stamp, "role_changed", users, users, null);
        });
    }

    /** The stamp of a change that raises the version. */
    static long change(Draft draft) {
        draft.head().setVersion(draft.head().getVersion() + 1);
        return draft.tick();
    }

    private static void tell(
            Draft draft, long stamp, String event, List<String> users, List<String> changed, @Nullable String name) {
        Announcement.tell(draft, stamp, event, users, changed, Recipients.all(draft.members()));
        Talk.tell(draft, new SystemEvent(event, draft.user(), users, name));
    }

    private static void replaceEach(Draft draft, UnaryOperator<RosterMember> change) {
        draft.replaceMembers(draft.members().stream().map(change).toList());
    }

    private static RosterMember withRole(RosterMember m, Role role, long stamp) {
        return new RosterMember(m.getUser(), role, m.getJoined(), stamp, m.getMuted(), m.getBlocked());
    }

    static Optional<Outcome> notModerator(Draft draft) {
        boolean may = !draft.direct() && draft.caller().getRole() != Role.MEMBER;
        return may
                ? Optional.empty()
                : Optional.of(draft.reject(Code.FORBIDDEN, "Only the owner and admins of a group may do this."));
    }

    private static Optional<Outcome> notOwner(Draft draft) {
        boolean may = !draft.direct() && draft.caller().getRole() == Role.OWNER;
        return may
                ? Optional.empty()
                : Optional.of(draft.reject(Code.FORBIDDEN, "Only the owner of a group may do this."));
    }

    static Outcome done(Draft draft, long stamp) {
        return draft.done(new Done(draft.chatId(), false, FactTopic.MEMBERS, stamp));
    }
}
