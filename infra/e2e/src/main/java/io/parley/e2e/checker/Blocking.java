package io.parley.e2e.checker;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * While a block is acknowledged and not undone, nothing new is said in the direct chat of the two; and nothing is refused
 * as blocked where nobody can have blocked.
 */
final class Blocking {
    private static final String PATH = "users/me/blocks/";

    private final Facts facts;
    private final List<Call> calls;
    private final Verdict verdict;

    private Blocking(Facts facts, Verdict verdict) {
        this.facts = facts;
        this.calls = facts.history().calls().stream()
                .filter(call -> call.path().startsWith(PATH))
                .sorted(Comparator.comparingLong(Call::startNanos))
                .toList();
        this.verdict = verdict;
    }

    static void judge(Facts facts, List<Asked> all, Verdict verdict) {
        Blocking blocking = new Blocking(facts, verdict);
        all.stream()
                .filter(asked -> asked.first() != null && asked.first().kind().equals("message"))
                .forEach(blocking::judge);
    }

    private void judge(Asked asked) {
        ChatFacts chat = facts.chat(asked.key().chatId());
        if (chat == null || !chat.isDirect()) {
            return;
        }
        List<Call> own = calls.stream().filter(call -> isBetween(call, chat)).toList();
        long began = Objects.requireNonNull(asked.first()).nanos();
        own.stream()
                .filter(call -> call.is("PUT", ".*") && call.succeeded())
                .filter(block -> block.endNanos() < began && asked.ackedAt() < surelyUntil(block, own))
                .findFirst()
                .ifPresent(block ->
                        verdict.broken(Law.CHANGES, "acknowledged while %s had blocked: %s", block.user(), asked));
        long refused = asked.refusedAt("blocked");
        verdict.unless(
                refused == Long.MAX_VALUE
                        || own.stream()
                                .anyMatch(call -> call.is("PUT", ".*")
                                        && call.startNanos() < refused
                                        && !isSurelyUndone(call, own, began)),
                Law.CHANGES,
                "refused as blocked, though nobody had blocked: %s",
                asked);
    }

    private static boolean isBetween(Call call, ChatFacts chat) {
        return chat.everMembers().contains(call.user())
                && chat.everMembers().contains(call.path().substring(PATH.length()));
    }

    private static boolean isOfTheSame(Call one, Call other) {
        return one.user().equals(other.user()) && one.path().equals(other.path());
    }

    /** From when on it may be undone: an undoing whose outcome nobody knows may come at any time. */
    private static long surelyUntil(Call block, List<Call> all) {
        return all.stream()
                .filter(call -> call.is("DELETE", ".*") && isOfTheSame(call, block))
                .filter(call -> call.endNanos() > block.startNanos() || isUncertain(call))
                .mapToLong(Call::startNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean isSurelyUndone(Call block, List<Call> all, long before) {
        return !isUncertain(block)
                && all.stream()
                        .anyMatch(call -> call.is("DELETE", ".*")
                                && isOfTheSame(call, block)
                                && call.succeeded()
                                && call.startNanos() > block.endNanos()
                                && call.endNanos() < before);
    }

    private static boolean isUncertain(Call call) {
        return call.status() == 0 || call.status() >= 500;
    }
}
