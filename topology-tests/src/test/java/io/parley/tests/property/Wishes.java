package io.parley.tests.property;

import io.parley.tests.model.Chat;
import io.parley.tests.model.Model;
import io.parley.tests.model.Said;
import io.parley.tests.model.Wish;
import io.parley.tests.model.Wish.Rank;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a wish of a step: mostly sensible ones, some that must be refused. */
final class Wishes {
    private final Model model;
    private final Known known;
    private int made;

    /** How many messages of a chat a client can have heard of. */
    interface Known {
        int messages(String chat);
    }

    Wishes(Model model, Known known) {
        this.model = model;
        this.known = known;
    }

    Wish of(Step step, String chat, String user) {
        Wish later = Cast.isGroup(chat) ? group(step, chat, user) : direct(step, chat, user);
        boolean exists = model.chat(chat).isPresent();
        return later != null && exists ? later : talk(step, chat, user);
    }

    Wish create(Step step, String chat, String user) {
        Set<String> members = new LinkedHashSet<>(List.of(user));
        if (Cast.isGroup(chat)) {
            for (int i = 0; i <= step.pickX(4); i++) {
                members.add(Cast.person(step.y() + i));
            }
            return new Wish.Create(false, "G", List.copyOf(members));
        }
        members.add(Cast.peer(chat, user));
        return new Wish.Create(true, null, List.copyOf(members));
    }

    private Wish talk(Step step, String chat, String user) {
        String id = "c" + ++made;
        int choice = known.messages(chat) == 0 ? 10 : step.pickX(100);
        if (choice < 40) {
            return new Wish.Send(id, "m" + made, mentions(step), choice < 5 ? (Long) message(step, chat) : null);
        } else if (choice < 55) {
            return new Wish.Edit(id, own(step, chat, user), "e" + made, choice < 50 ? mentions(step) : null);
        } else if (choice < 62) {
            return new Wish.Delete(id, own(step, chat, user));
        } else if (choice < 70) {
            return new Wish.React(id, message(step, chat), choice % 2 == 0 ? "+" : "-", choice != 66);
        }
        return mark(step, chat);
    }

    Wish mark(Step step, String chat) {
        long message = message(step, chat);
        return step.pickX(5) < 2 ? new Wish.Delivered(message) : new Wish.Read(message);
    }

    private @Nullable Wish group(Step step, String chat, String user) {
        String other = Cast.person(step.y());
        return switch (step.pickX(40)) {
            case 0, 1, 2 -> new Wish.Add(List.of(other, Cast.person(step.y() + 1)));
            case 3, 4 -> new Wish.Remove(other);
            case 5 -> new Wish.Remove(user);
            case 6 -> new Wish.Rename("name" + ++made);
            case 7 -> new Wish.Role(other, other.equals(user) ? Rank.OWNER : Rank.ADMIN);
            case 8 -> new Wish.Role(other, other.equals(user) || step.pickY(3) == 0 ? Rank.OWNER : Rank.MEMBER);
            case 9 -> new Wish.Mute(step.pickY(2) == 0);
            default -> null;
        };
    }

    private @Nullable Wish direct(Step step, String chat, String user) {
        return switch (step.pickX(40)) {
            case 0 -> new Wish.Mute(step.pickY(2) == 0);
            case 1 -> new Wish.Rename("name" + ++made);
            case 2 -> new Wish.Remove(Cast.peer(chat, user));
            case 3, 4, 5 ->
                Cast.isOneOf(chat, user) ? new Wish.Block(Cast.peer(chat, user), step.pickX(40) == 3) : null;
            default -> null;
        };
    }

    /** Mostly one of the newest that are known, now and then any, sometimes one that nobody said. */
    private long message(Step step, String chat) {
        int messages = known.messages(chat);
        int choice = step.pickY(20);
        if (choice == 0 || messages == 0) {
            return 0;
        }
        return choice < 12 ? Math.max(1, messages - choice / 3) : 1 + Math.floorMod(step.y() / 20, messages);
    }

    /** Mostly the newest of one's own. */
    private long own(Step step, String chat, String user) {
        long any = message(step, chat);
        return step.pickY(8) == 0
                ? any
                : model.chat(chat).stream()
                        .flatMap(made -> made.talk().stream())
                        .filter(said -> user.equals(said.sender()) && said.seq() <= known.messages(chat))
                        .mapToLong(Said::seq)
                        .max()
                        .orElse(any);
    }

    private static List<String> mentions(Step step) {
        return switch (step.pickY(5)) {
            case 0 -> List.of(Cast.person(step.y() / 5));
            case 1 -> List.of(Cast.person(step.y() / 5), Cast.person(step.y() / 5 + 2));
            default -> List.of();
        };
    }

    /** Those who are or were in the chat, and somebody who perhaps never was. */
    String user(Step step, String chat) {
        return model.chat(chat)
                .map(Chat::people)
                .filter(people -> step.pickY(12) > 0)
                .map(people -> List.copyOf(people.keySet()))
                .map(people -> people.get(Math.floorMod(step.who(), people.size())))
                .orElse(Cast.person(step.who()));
    }
}
