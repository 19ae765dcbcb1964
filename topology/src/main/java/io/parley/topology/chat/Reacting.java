package io.parley.topology.chat;

import io.parley.avro.MessageReaction;
import io.parley.avro.React;
import io.parley.avro.state.CommandKind;
import io.parley.avro.state.EmojiUsers;
import io.parley.avro.state.Reactions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code react}: any member, to what they can see. One that is there or gone already is acknowledged without an event. */
final class Reacting {
    private Reacting() {}

    static Outcome decide(Draft draft, React react) {
        return Repeats.answered(draft, CommandKind.REACT, react.getClientMsgId())
                .or(draft::barred)
                .or(() -> Form.ofClientId(react.getClientMsgId())
                        .map(fault -> draft.reject(fault.code(), fault.message())))
                .orElseGet(() -> Form.isEmoji(react.getEmoji())
                        ? Changing.onNamed(draft, react.getMsgId(), (stamp, known) -> react(draft, react, known))
                        : draft.reject(Code.BAD_REQUEST, "emoji has 1 to 64 bytes of UTF-8."));
    }

    private static Outcome react(Draft draft, React react, Named.Known known) {
        Reactions before = draft.view().reactions(draft.chatId(), known.stamp());
        List<EmojiUsers> emojis = before == null ? List.of() : before.getEmojis();
        EmojiUsers same = of(emojis, react.getEmoji());
        List<String> users = same == null ? List.of() : same.getUsers();
        if (users.contains(draft.user()) == react.getAdd()) {
            return acknowledge(draft, react, known, known.stamp());
        }
        int all = emojis.stream().mapToInt(one -> one.getUsers().size()).sum();
        if (react.getAdd() && all >= draft.config().reactions()) {
            return draft.reject(Code.TOO_LARGE, "A message has at most " + all + " reactions.");
        }
        List<String> now = new ArrayList<>(users);
        if (react.getAdd()) {
            now.add(draft.user());
        } else {
            now.remove(draft.user());
        }
        store(draft, known.stamp(), with(emojis, react.getEmoji(), now));
        long stamp = tell(draft, react, known, now.size());
        return acknowledge(draft, react, known, stamp);
    }

    private static long tell(Draft draft, React react, Named.Known known, int count) {
        long stamp = draft.tick();
        MessageReaction reaction = new MessageReaction(
                draft.ids().of(draft.chatId(), known.stamp()),
                draft.chatId(),
                known.entry().getChatSeq(),
                react.getEmoji(),
                react.getAdd(),
                draft.user(),
                count);
        String kind = "reaction";
        draft.fact(Talk.fact(draft, stamp, kind, reaction));
        draft.event(stamp, kind, reaction, Changing.seeing(draft, known.stamp()));
        return stamp;
    }

    private static Outcome acknowledge(Draft draft, React react, Named.Known known, long stamp) {
        return Repeats.remember(
                draft,
                CommandKind.REACT,
                react.getClientMsgId(),
                known.stamp(),
                known.entry().getChatSeq(),
                stamp);
    }

    private static void store(Draft draft, long message, List<EmojiUsers> now) {
        draft.change(
                now.isEmpty()
                        ? new Change.DropReactions(message)
                        : new Change.PutReactions(message, new Reactions(now)));
    }

    private static List<EmojiUsers> with(List<EmojiUsers> before, String emoji, List<String> users) {
        List<EmojiUsers> now = new ArrayList<>();
        boolean there = false;
        for (EmojiUsers one : before) {
            boolean same = one.getEmoji().equals(emoji);
            there |= same;
            if (!same) {
                now.add(one);
            } else if (!users.isEmpty()) {
                now.add(new EmojiUsers(emoji, users));
            }
        }
        if (!there) {
            now.add(new EmojiUsers(emoji, users));
        }
        return now;
    }

    private static @Nullable EmojiUsers of(List<EmojiUsers> emojis, String emoji) {
        return emojis.stream()
                .filter(one -> one.getEmoji().equals(emoji))
                .findFirst()
                .orElse(null);
    }
}
