package io.parley.topology.chat;

import io.parley.avro.Cause;
import io.parley.avro.ChatCommand;
import io.parley.avro.ChatType;
import io.parley.avro.FactsNeeded;
import io.parley.avro.Recipient;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.state.ChatHead;
import io.parley.avro.state.Membership;
import io.parley.avro.state.Roster;
import io.parley.avro.state.RosterMember;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An outcome in the making: the chat as it is after what was decided so far, and what that has brought forth. Nothing
 * outside changes before {@link #done}; a decision that rejects after it began simply drops its draft.
 */
final class Draft {
    static final long MICROS = 1_000;

    private static final Membership STRANGER = new Membership(List.of(), 0L, 0L, 0L, 0L, 0L, false, 0L);

    private final Moment moment;
    private @Nullable ChatCommand command;
    private final ChatView view;
    private final TalkConfig config;
    private final MessageIds ids;
    private final ChatHead head;
    private final Map<String, Membership> touched = new LinkedHashMap<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<SpecificRecord> facts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private List<RosterMember> members;
    private boolean rosterChanged;

    Draft(Request request, ChatView view, TalkConfig config, MessageIds ids) {
        this(
                new Moment(request.command().getChatId(), request.time(), request.cause()),
                request.command(),
                view,
                config,
                ids);
    }

    /** For what is decided without a command: nobody calls, so nobody is answered. */
    Draft(Moment moment, ChatView view, TalkConfig config, MessageIds ids) {
        this(moment, null, view, config, ids);
    }

    private Draft(Moment moment, @Nullable ChatCommand command, ChatView view, TalkConfig config, MessageIds ids) {
        this.moment = moment;
        this.command = command;
        this.view = view;
        this.config = config;
        this.ids = ids;
        ChatHead known = view.head(moment.chatId());
        this.head = known == null ? unmade() : copy(known);
        this.members = view.members(moment.chatId());
    }

    private ChatHead unmade() {
        return new ChatHead(ChatType.DIRECT, null, null, 0L, 0, 0L, 0L, 0L, 0L, 0, 0L, 0L, 0L);
    }

    private static ChatHead copy(ChatHead h) {
        return new ChatHead(
                h.getType(),
                h.getName(),
                h.getCreatedBy(),
                h.getCreated(),
                h.getVersion(),
                h.getLastStamp(),
                h.getLastSeq(),
                h.getLastMessage(),
                h.getIndexFloor(),
                h.getIndexSize(),
                h.getNamed(),
                h.getMarked(),
                h.getToldAt());
    }

    ChatCommand command() {
        return Objects.requireNonNull(command, "decided without a command");
    }

    /** From now on another command of the same record is decided, by another caller. */
    void turnTo(ChatCommand other) {
        command = other;
    }

    String chatId() {
        return moment.chatId();
    }

    String user() {
        return command().getUser();
    }

    long time() {
        return moment.time();
    }

    Cause cause() {
        return moment.cause();
    }

    ChatView view() {
        return view;
    }

    TalkConfig config() {
        return config;
    }

    MessageIds ids() {
        return ids;
    }

    /** The head as it is so far: this draft's own, free to change. */
    ChatHead head() {
        return head;
    }

    boolean made() {
        return head.getCreatedBy() != null;
    }

    boolean direct() {
        return head.getType() == ChatType.DIRECT;
    }

    List<RosterMember> members() {
        return members;
    }

    @Nullable
    RosterMember member(String user) {
        for (RosterMember member : members) {
            if (member.getUser().equals(user)) {
                return member;
            }
        }
        return null;
    }

    /** The caller, of whom {@link #barred} has said that they are a member. */
    RosterMember caller() {
        return memberOf(user());
    }

    RosterMember memberOf(String user) {
        RosterMember member = member(user);
        if (member == null) {
            throw new IllegalStateException(user + " is no member of " + chatId());
        }
        return member;
    }

    void replaceMembers(List<RosterMember> now) {
        members = List.copyOf(now);
        rosterChanged = true;
    }

    Membership membership(String user) {
        Membership known = touched.get(user);
        if (known == null) {
            known = view.membership(chatId(), user);
        }
        return known == null ? STRANGER : known;
    }

    void replaceMembership(String user, Membership now) {
        touched.put(user, now);
    }

    /** The next stamp of the chat's hybrid logical clock: time passes with the records, and never stands still or goes back. */
    long tick() {
        long stamp = Math.max(head.getLastStamp() + 1, moment.time() * MICROS);
        head.setLastStamp(stamp);
        return stamp;
    }

    static Instant timeOf(long stamp) {
        return Instant.ofEpochMilli(stamp / MICROS);
    }

    void fact(SpecificRecord fact) {
        facts.add(fact);
    }

    void event(long stamp, String kind, Object payload, List<Recipient> recipients) {
        tell(stamp, null, kind, payload, recipients);
    }

    /** An event that sums up facts instead of having one. */
    void summary(long stamp, long behind, String kind, Object payload, List<Recipient> recipients) {
        tell(stamp, behind, kind, payload, recipients);
    }

    private void tell(long stamp, @Nullable Long behind, String kind, Object payload, List<Recipient> recipients) {
        if (!recipients.isEmpty()) {
            events.add(new Event(chatId(), head.getVersion(), stamp, behind, cause(), kind, payload, recipients));
        }
    }

    /** Answers somebody who did not give the command itself, but something that came with it. */
    void reply(Reply reply) {
        replies.add(reply);
    }

    void change(Change change) {
        changes.add(change);
    }

    /** The caller is an app server: it may moderate where it is no member. */
    boolean byService() {
        return command().getService() != null;
    }

    /** Why the caller may not even ask to moderate here: an app server needs no more than a chat. */
    Optional<Outcome> barredFromModerating() {
        return byService() && made() ? Optional.empty() : barred();
    }

    /** Why the caller has no say here, when it is so. */
    Optional<Outcome> barred() {
        if (member(user()) != null) {
            return Optional.empty();
        }
        boolean onceMember = made() && !membership(user()).getSpans().isEmpty();
        return Optional.of(
                onceMember
                        ? reject(Code.NOT_A_MEMBER, "You are no longer a member of this chat.")
                        : reject(Code.NO_SUCH_CHAT, "There is no such chat."));
    }

    Outcome reject(String code, String message) {
        return Outcome.answer(
                new Rejected(code, message, chatId(), Commands.msgIdOf(command()), Commands.clientMsgIdOf(command())));
    }

    Outcome noSuchMessage() {
        return reject(Code.NO_SUCH_MESSAGE, "There is no such message in this chat.");
    }

    Outcome factsNeeded(String msgId) {
        return Outcome.answer(new FactsNeeded(command(), msgId));
    }

    Outcome done(@Nullable Object answer) {
        boolean untouched = facts.isEmpty() && changes.isEmpty() && touched.isEmpty() && !rosterChanged;
        if (untouched) {
            return new Outcome(answer, replies, List.of(), List.of(), List.of());
        }
        List<Change> all = new ArrayList<>();
        all.add(new Change.PutHead(head));
        if (rosterChanged) {
            all.add(new Change.PutRoster(new Roster(members)));
        }
        touched.forEach((user, membership) -> all.add(new Change.PutMembership(user, membership)));
        all.addAll(changes);
        return new Outcome(answer, replies, facts, events, all);
    }
}
