package io.parley.tests.model;

import static java.util.Objects.requireNonNull;

import io.parley.tests.model.Answer.Acked;
import io.parley.tests.model.Answer.Done;
import io.parley.tests.model.Answer.Refused;
import io.parley.tests.model.Answer.Silent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One chat of the model: its talk, its people, and what each of them was told, line by line. */
public final class Chat {
    private record First(Class<?> kind, Acked answer) {}

    private final boolean direct;
    private final List<Said> talk = new ArrayList<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, First> firsts = new HashMap<>();
    private final Set<String> blockers = new HashSet<>();
    private final Map<String, List<String>> told = new HashMap<>();
    private final Set<String> readTogether = new HashSet<>();
    private final Membership membership = new Membership(this);
    private @Nullable String name;
    private int version;
    private long clock;

    Chat(boolean direct) {
        this.direct = direct;
    }

    boolean exists() {
        return version > 0;
    }

    public boolean isDirect() {
        return direct;
    }

    public int version() {
        return version;
    }

    public @Nullable String name() {
        return name;
    }

    public List<Said> talk() {
        return talk;
    }

    /** All who ever were members. */
    public Map<String, Person> people() {
        return people;
    }

    /** What a user was told in this chat, in order. */
    public List<String> told(String user) {
        return told.getOrDefault(user, List.of());
    }

    Answer take(String user, Wish wish) {
        readTogether.clear();
        return takeAlong(user, wish);
    }

    /** A mark that came together with the wish before: in a group, whoever reads twice hears the numbers after both, once. */
    Answer takeAlong(String user, Wish wish) {
        if (wish instanceof Wish.Once once) {
            return once(user, once);
        } else if (wish instanceof Wish.Create create) {
            return membership.create(user, create);
        } else if (wish instanceof Wish.Block block) {
            return block(user, block);
        } else if (wish instanceof Wish.Remove remove && remove.member().equals(user) && people.containsKey(user)) {
            return membership.remove(user, remove);
        }
        return allowed(user, () -> change(user, wish));
    }

    private Answer change(String user, Wish wish) {
        if (wish instanceof Wish.Delivered mark) {
            return mark(person(user), mark.message(), false);
        } else if (wish instanceof Wish.Read mark) {
            return mark(person(user), mark.message(), true);
        } else if (wish instanceof Wish.Mute mute) {
            return mute(person(user), mute.muted());
        } else if (wish instanceof Wish.Rename rename) {
            return membership.rename(user, rename);
        } else if (wish instanceof Wish.Add add) {
            return membership.add(user, add);
        } else if (wish instanceof Wish.Remove remove) {
            return membership.remove(user, remove);
        } else if (wish instanceof Wish.Role role) {
            return membership.role(user, role);
        }
        throw new IllegalStateException("not in the contract: " + wish);
    }

    private Answer allowed(String user, Supplier<Answer> then) {
        if (!exists() || !people.containsKey(user)) {
            return new Refused("no_such_chat");
        }
        return person(user).isMember() ? then.get() : new Refused("not_a_member");
    }

    private Answer once(String user, Wish.Once wish) {
        First first = firsts.get(user + "/" + wish.clientMsgId());
        if (first != null) {
            return first.kind() == wish.getClass() ? first.answer() : new Refused("bad_request");
        }
        Answer answer = allowed(user, () -> talkOf(person(user), wish));
        if (answer instanceof Acked acked) {
            firsts.put(user + "/" + wish.clientMsgId(), new First(wish.getClass(), new Acked(acked.message(), true)));
        }
        return answer;
    }

    private Answer talkOf(Person person, Wish.Once wish) {
        if (wish instanceof Wish.Send send) {
            return send(person, send);
        }
        long named = wish instanceof Wish.Edit edit
                ? edit.message()
                : wish instanceof Wish.Delete delete ? delete.message() : ((Wish.React) wish).message();
        Said message = find(person, named);
        if (message == null || message.deleted()) {
            return new Refused("no_such_message");
        }
        if (wish instanceof Wish.Edit edit) {
            return edit(person, message, edit);
        }
        return wish instanceof Wish.React react ? react(person, message, react) : delete(person, message);
    }

    private Answer send(Person person, Wish.Send send) {
        if (direct && !blockers.isEmpty()) {
            return new Refused("blocked");
        }
        Long replyTo = send.replyTo();
        if (replyTo != null && find(person, replyTo) == null) {
            return new Refused("no_such_message");
        }
        Said said = say(person.name(), send.content(), onlyMembers(send.mentions()));
        tellAll(who -> "message " + said.seq() + " by " + person.name() + " " + send.content() + list(said.mentions()));
        return new Acked(said.seq(), false);
    }

    private Answer edit(Person person, Said message, Wish.Edit edit) {
        if (!person.name().equals(message.sender())) {
            return new Refused("forbidden");
        }
        List<String> before = message.mentions();
        List<String> wanted = edit.mentions();
        List<String> now = wanted == null ? before : onlyMembers(wanted);
        message.mention(now);
        concerned(message)
                .filter(who -> before.contains(who.name()) != now.contains(who.name()))
                .forEach(who -> tell(who, "unread edited"));
        seeing(message)
                .forEach(who -> tell(
                        who, "edited " + message.seq() + " " + edit.content() + list(now) + " by " + person.name()));
        return new Acked(message.seq(), false);
    }

    private Answer delete(Person person, Said message) {
        boolean own = person.name().equals(message.sender());
        boolean mayOthers = !direct && person.rank() != Wish.Rank.MEMBER && message.sender() != null;
        if (!own && !mayOthers) {
            return new Refused("forbidden");
        }
        List<Person> lose = concerned(message).toList();
        message.delete();
        lose.forEach(who -> tell(who, "unread deleted"));
        seeing(message).forEach(who -> tell(who, "deleted " + message.seq() + " by " + person.name()));
        return new Acked(message.seq(), false);
    }

    private Answer react(Person person, Said message, Wish.React react) {
        Set<String> users = message.reactions(react.emoji());
        boolean changed = react.add() ? users.add(person.name()) : users.remove(person.name());
        if (changed) {
            seeing(message)
                    .forEach(who -> tell(
                            who,
                            "reaction " + message.seq() + " " + react.emoji() + " " + react.add() + " by "
                                    + person.name() + " " + users.size()));
        }
        return new Acked(message.seq(), false);
    }

    private Answer mark(Person person, long named, boolean read) {
        Said message = find(person, named);
        if (message == null) {
            return new Refused("no_such_message");
        }
        long delivered = Math.max(person.delivered(), message.at());
        long readTo = read ? Math.max(person.read(), message.at()) : person.read();
        boolean readRises = readTo > person.read();
        boolean rises = readRises || delivered > person.delivered();
        person.mark(delivered, readTo);
        if (readRises && !direct && !readTogether.add(person.name())) {
            List<String> heard = requireNonNull(told.get(person.name()));
            heard.remove(heard.size() - 1);
        }
        if (readRises) {
            tell(person, "unread read " + message.seq());
        }
        if (rises && direct) {
            members()
                    .filter(who -> who != person)
                    .forEach(who -> tell(
                            who, "receipt " + person.name() + (readRises ? " read " : " delivered ") + message.seq()));
        }
        return new Silent();
    }

    private Answer mute(Person person, boolean on) {
        if (person.muted() != on) {
            person.mute(on);
            tick();
            tell(person, membership.line("muted", person.name(), List.of(), person));
        }
        return new Done(false);
    }

    private Answer block(String user, Wish.Block block) {
        if (block.on()) {
            blockers.add(user);
        } else {
            blockers.remove(user);
        }
        return new Done(false);
    }

    /** A message that this person can see. */
    private @Nullable Said find(Person person, long seq) {
        if (seq < 1 || seq > talk.size()) {
            return null;
        }
        Said message = talk.get((int) seq - 1);
        return person.sees(message) ? message : null;
    }

    Said say(@Nullable String sender, String text, List<String> mentions) {
        Said said = new Said(talk.size() + 1L, tick(), sender, text, mentions);
        talk.add(said);
        return said;
    }

    long tick() {
        return ++clock;
    }

    Person person(String user) {
        return people.computeIfAbsent(user, Person::new);
    }

    Stream<Person> members() {
        return people.values().stream().filter(Person::isMember);
    }

    void change(@Nullable String newName) {
        version++;
        name = newName;
    }

    void tellAll(Function<Person, String> line) {
        members().toList().forEach(who -> tell(who, line.apply(who)));
    }

    void tell(Person who, String line) {
        String counts = " [" + unread(who) + " @" + mentioned(who) + "]";
        told.computeIfAbsent(who.name(), none -> new ArrayList<>()).add(line + counts);
    }

    /** Messages by others after the last one read, since joining; deleted and system ones do not count. */
    public long unread(Person who) {
        return unreadOf(who).count();
    }

    public long mentioned(Person who) {
        return unreadOf(who)
                .filter(said -> said.mentions().contains(who.name()))
                .count();
    }

    private Stream<Said> unreadOf(Person who) {
        if (!who.isMember()) {
            return Stream.empty();
        }
        long from = Math.max(who.read(), who.joined());
        return talk.stream()
                .filter(said -> said.at() > from && !said.deleted())
                .filter(said -> said.sender() != null && !said.sender().equals(who.name()));
    }

    /** The {@code chat_seq} of the last message that a place covers. */
    public long upTo(long place) {
        return talk.stream().filter(said -> said.at() <= place).count();
    }

    public long deliveredSeq(Person who) {
        return who.delivered() == 0 ? 0 : upTo(who.delivered());
    }

    public long readSeq(Person who) {
        return who.read() == 0 ? 0 : upTo(who.read());
    }

    private Stream<Person> concerned(Said message) {
        return members().filter(who -> unreadOf(who).anyMatch(said -> said == message));
    }

    private Stream<Person> seeing(Said message) {
        return members().filter(who -> who.sees(message)).toList().stream();
    }

    private List<String> onlyMembers(List<String> wanted) {
        return wanted.stream()
                .distinct()
                .filter(user -> people.containsKey(user) && person(user).isMember())
                .toList();
    }

    static String list(List<String> users) {
        return users.isEmpty() ? "" : " (" + String.join(" ", users) + ")";
    }
}
