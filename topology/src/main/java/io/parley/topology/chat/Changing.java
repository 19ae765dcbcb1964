package io.parley.topology.chat;

import io.parley.avro.DeleteMessage;
import io.parley.avro.EditMessage;
import io.parley.avro.MessageDeleted;
import io.parley.avro.MessageEdited;
import io.parley.avro.Recipient;
import io.parley.avro.Role;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.CommandKind;
import io.parley.avro.state.IndexEntry;
import io.parley.avro.state.RosterMember;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * {@code edit} and {@code delete}: one's own, and of another's in a group the owner and admins may delete, and an app
 * server anywhere. Who can't see the message hears nothing of its change. Those for whom it is unread hear first what that does to their numbers, then
 * of the change itself, whose stamp is that of its fact: what a user was told is never newer than the fact behind it.
 */
final class Changing {
    private Changing() {}

    static Outcome edit(Draft draft, EditMessage edit) {
        return Repeats.answered(draft, CommandKind.EDIT, edit.getClientMsgId())
                .or(draft::barred)
                .or(() -> Form.ofClientId(edit.getClientMsgId())
                        .or(() -> Form.ofContent(edit.getContent(), edit.getKeyId()))
                        .map(fault -> draft.reject(fault.code(), fault.message())))
                .orElseGet(() -> onNamed(draft, edit.getMsgId(), (stamp, known) -> edit(draft, edit, known)));
    }

    static Outcome delete(Draft draft, DeleteMessage delete) {
        return Repeats.answered(draft, CommandKind.DELETE, delete.getClientMsgId())
                .or(draft::barredFromModerating)
                .or(() -> Form.ofClientId(delete.getClientMsgId())
                        .map(fault -> draft.reject(fault.code(), fault.message())))
                .orElseGet(() -> onNamed(
                        draft,
                        draft.byService()
                                ? Lookup.findUnseen(draft, delete.getMsgId())
                                : Lookup.find(draft, delete.getMsgId()),
                        delete.getMsgId(),
                        (stamp, known) -> delete(draft, delete, known)));
    }

    /** A message that is there, visible, and not deleted. */
    static Outcome onNamed(Draft draft, String msgId, BiFunction<Long, Named.Known, Outcome> then) {
        return onNamed(draft, Lookup.find(draft, msgId), msgId, then);
    }

    private static Outcome onNamed(
            Draft draft, Named named, String msgId, BiFunction<Long, Named.Known, Outcome> then) {
        if (named instanceof Named.TooOld) {
            return draft.factsNeeded(msgId);
        }
        if (named instanceof Named.Known known && !known.entry().getDeleted()) {
            return then.apply(known.stamp(), known);
        }
        return draft.noSuchMessage();
    }

    private static Outcome edit(Draft draft, EditMessage edit, Named.Known known) {
        IndexEntry before = known.entry();
        if (!draft.user().equals(before.getSender())) {
            return draft.reject(Code.FORBIDDEN, "Only its sender may edit a message.");
        }
        if (before.getText() && edit.getContent().isEmpty()) {
            return draft.reject(Code.BAD_REQUEST, "content of a text must not be empty.");
        }
        List<String> wanted = edit.getMentions();
        List<String> mentions = wanted == null ? before.getMentions() : Sending.mentions(draft, wanted);
        tellUnread(draft, "edited", known, member -> mentionEffect(member, before.getMentions(), mentions));
        long stamp = draft.tick();
        MessageEdited edited = new MessageEdited(
                draft.ids().of(draft.chatId(), known.stamp()),
                draft.chatId(),
                before.getChatSeq(),
                draft.user(),
                edit.getContent(),
                mentions,
                Draft.timeOf(stamp),
                draft.user(),
                edit.getKeyId());
        String kind = "edited";
        draft.fact(Talk.fact(draft, stamp, kind, edited));
        draft.event(stamp, kind, edited, seeing(draft, known.stamp()));
        replace(
                draft,
                known,
                new IndexEntry(before.getChatSeq(), before.getSender(), mentions, false, before.getText()));
        return Repeats.remember(
                draft, CommandKind.EDIT, edit.getClientMsgId(), known.stamp(), before.getChatSeq(), stamp);
    }

    private static Outcome delete(Draft draft, DeleteMessage delete, Named.Known known) {
        IndexEntry before = known.entry();
        Optional<Outcome> forbidden = mayNotDelete(draft, before);
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        tellUnread(
                draft,
                "deleted",
                known,
                member -> before.getMentions().contains(member.getUser())
                        ? UnreadEffect.UNCOUNT_MENTION
                        : UnreadEffect.UNCOUNT);
        long stamp = draft.tick();
        MessageDeleted deleted = new MessageDeleted(
                draft.ids().of(draft.chatId(), known.stamp()),
                draft.chatId(),
                before.getChatSeq(),
                Objects.requireNonNull(before.getSender()),
                Draft.timeOf(stamp),
                draft.user());
        String kind = "deleted";
        draft.fact(Talk.fact(draft, stamp, kind, deleted));
        draft.event(stamp, kind, deleted, seeing(draft, known.stamp()));
        replace(
                draft,
                known,
                new IndexEntry(before.getChatSeq(), before.getSender(), before.getMentions(), true, before.getText()));
        draft.change(new Change.DropReactions(known.stamp()));
        return Repeats.remember(
                draft, CommandKind.DELETE, delete.getClientMsgId(), known.stamp(), before.getChatSeq(), stamp);
    }

    private static Optional<Outcome> mayNotDelete(Draft draft, IndexEntry message) {
        if (message.getSender() == null) {
            return Optional.of(draft.reject(Code.FORBIDDEN, "A system message can't be deleted."));
        }
        return draft.byService() || draft.user().equals(message.getSender()) || isModerator(draft)
                ? Optional.empty()
                : Optional.of(draft.reject(Code.FORBIDDEN, "You may delete your own messages only."));
    }

    private static boolean isModerator(Draft draft) {
        return !draft.direct() && draft.caller().getRole() != Role.MEMBER;
    }

    /** The numbers of those for whom the message is unread and whom the change concerns. */
    private static void tellUnread(
            Draft draft, String because, Named.Known known, Function<RosterMember, UnreadEffect> effect) {
        List<Recipient> concerned = Recipients.some(
                draft.members(),
                member -> !member.getUser().equals(known.entry().getSender())
                        && effect.apply(member) != UnreadEffect.NONE
                        && Unread.includes(draft, member, known.stamp()),
                effect);
        if (!concerned.isEmpty()) {
            draft.event(draft.tick(), "unread", new UnreadChanged(because), concerned);
        }
    }

    private static UnreadEffect mentionEffect(RosterMember member, List<String> before, List<String> after) {
        boolean was = before.contains(member.getUser());
        boolean is = after.contains(member.getUser());
        if (was == is) {
            return UnreadEffect.NONE;
        }
        return is ? UnreadEffect.MENTION : UnreadEffect.UNMENTION;
    }

    static List<Recipient> seeing(Draft draft, long stamp) {
        return Recipients.some(
                draft.members(), member -> Lookup.sees(draft, member.getUser(), stamp), member -> UnreadEffect.NONE);
    }

    /** An old message that changes comes back into the index, so that the change holds before the tables show it. */
    private static void replace(Draft draft, Named.Known known, IndexEntry now) {
        if (known.indexed()) {
            draft.change(new Change.PutIndex(known.stamp(), now));
        } else {
            Talk.index(draft, known.stamp(), now);
        }
    }
}
