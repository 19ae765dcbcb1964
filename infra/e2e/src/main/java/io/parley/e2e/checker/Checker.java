package io.parley.e2e.checker;

import java.util.List;
import java.util.Map;

/** Decides whether a history keeps every promise that sockets and REST can show. */
public final class Checker {

    private Checker() {}

    /** All that is wrong; empty when the history is truthful. */
    public static List<Violation> check(History history) {
        Verdict verdict = new Verdict();
        Facts facts = new Facts(history, verdict);
        HelloFirst.judge(facts, verdict);
        AckedIsKept.judge(facts, verdict);
        OneId.judge(facts, verdict);
        OneOrder.judge(facts, verdict);
        NothingMissed.judge(facts, verdict);
        Snapshots.judge(facts, verdict);
        Marks marks = new Marks(facts);
        Watermarks.judge(facts, marks, verdict);
        Map<String, ChatStory> stories = Changes.judge(facts, verdict);
        List<Asked> asked = Asked.all(history);
        Effects.judge(facts, stories, asked, verdict);
        Blocking.judge(facts, asked, verdict);
        Unread.judge(facts, marks, stories, verdict);
        NoLeak.judge(facts, verdict);
        return verdict.violations();
    }

    /** Chats whose changes cannot be judged, since nobody who was there all the time is known to have heard everything. */
    public static List<String> unheard(History history) {
        Facts facts = new Facts(history, new Verdict());
        return facts.chats().stream()
                .filter(chat -> ChatStory.of(facts, chat) == null)
                .map(ChatFacts::chatId)
                .toList();
    }
}
