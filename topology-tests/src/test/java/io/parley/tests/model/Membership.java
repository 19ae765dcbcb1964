package io.parley.tests.model;

import io.parley.tests.model.Answer.Done;
import io.parley.tests.model.Answer.Refused;
import io.parley.tests.model.Wish.Rank;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who may be in a chat of the model, and what a change of that tells: the table of rights, sentence by sentence. */
final class Membership {
    private final Chat chat;

    Membership(Chat chat) {
        this.chat = chat;
    }

    Answer create(String user, Wish.Create create) {
        if (chat.exists()) {
            return new Done(false);
        }
        long at = chat.tick();
        for (String member : create.members()) {
            Rank rank = member.equals(user) && !create.direct() ? Rank.OWNER : Rank.MEMBER;
            chat.person(member).join(at, rank);
        }
        announce("created", user, List.of(), create.name(), List.of());
        return new Done(true);
    }

    Answer rename(String user, Wish.Rename rename) {
        if (!mayLead(user)) {
            return new Refused("forbidden");
        }
        if (rename.name().equals(chat.name())) {
            return new Done(false);
        }
        chat.tick();
        announce("renamed", user, List.of(), rename.name(), List.of());
        return new Done(false);
    }

    Answer add(String user, Wish.Add add) {
        if (!mayLead(user)) {
            return new Refused("forbidden");
        }
        List<String> fresh = add.members().stream()
                .distinct()
                .filter(member -> chat.people().get(member) == null || rank(member) == null)
                .toList();
        if (!fresh.isEmpty()) {
            long at = chat.tick();
            for (String member : fresh) {
                Person person = chat.person(member);
                chat.people().remove(member);
                chat.people().put(member, person);
                person.join(at, Rank.MEMBER);
            }
            announce("members_added", user, fresh, chat.name(), List.of());
        }
        return new Done(false);
    }

    Answer remove(String user, Wish.Remove remove) {
        boolean leaves = remove.member().equals(user);
        if (!leaves && !mayLead(user) || chat.isDirect()) {
            return new Refused("forbidden");
        }
        Rank removed = rank(remove.member());
        if (removed == null) {
            return new Done(false);
        }
        if (!leaves && rank(user) == Rank.ADMIN && removed != Rank.MEMBER) {
            return new Refused("forbidden");
        }
        Person gone = chat.person(remove.member());
        gone.leave(chat.tick());
        announce("members_removed", user, List.of(gone.name()), chat.name(), List.of(gone));
        if (removed == Rank.OWNER) {
            chat.members()
                    .min(Comparator.comparing((Person person) -> person.rank() == Rank.ADMIN ? 0 : 1)
                            .thenComparing(Person::joined))
                    .ifPresent(heir -> {
                        heir.rank(Rank.OWNER);
                        chat.tick();
                        announce("role_changed", user, List.of(heir.name()), chat.name(), List.of());
                    });
        }
        return new Done(false);
    }

    Answer role(String user, Wish.Role role) {
        if (chat.isDirect() || rank(user) != Rank.OWNER) {
            return new Refused("forbidden");
        }
        Rank before = rank(role.member());
        if (before == null) {
            return new Refused("no_such_user");
        }
        if (before == role.rank()) {
            return new Done(false);
        }
        chat.person(role.member()).rank(role.rank());
        List<String> changed = List.of(role.member());
        if (role.rank() == Rank.OWNER) {
            chat.person(user).rank(Rank.ADMIN);
            changed = List.of(role.member(), user);
        }
        chat.tick();
        announce("role_changed", user, changed, chat.name(), List.of());
        return new Done(false);
    }

    /** Members hear the change and the system message; who is gone hears the change alone. */
    private void announce(String event, String by, List<String> users, @Nullable String name, List<Person> gone) {
        chat.change(name);
        gone.forEach(who -> chat.tell(who, line(event, by, users, who)));
        chat.tellAll(who -> line(event, by, users, who));
        if (!chat.isDirect()) {
            Said said = chat.say(null, event, List.of());
            chat.tellAll(who -> "system " + said.seq() + " " + event + " by " + by + Chat.list(users));
        }
    }

    String line(String event, String by, List<String> users, Person who) {
        Rank rank = who.rank();
        return "chat " + event + " by " + by + Chat.list(users) + " " + chat.name() + " v" + chat.version() + " "
                + chat.members().count() + " "
                + (rank == null ? "gone" : rank.name().toLowerCase(Locale.ROOT))
                + (rank != null && who.muted() ? " muted" : "");
    }

    private boolean mayLead(String user) {
        return !chat.isDirect() && rank(user) != null && rank(user) != Rank.MEMBER;
    }

    private @Nullable Rank rank(String user) {
        Person person = chat.people().get(user);
        return person == null ? null : person.rank();
    }
}
