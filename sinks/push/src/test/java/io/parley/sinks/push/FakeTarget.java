package io.parley.sinks.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A platform that answers when and what the test says. */
final class FakeTarget implements Target {
    final List<Push> asked = new ArrayList<>();
    private final List<CompletableFuture<Outcome>> answers = new ArrayList<>();

    @Override
    public CompletionStage<Outcome> send(Push push) {
        asked.add(push);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    void answers(Outcome outcome) {
        answers.remove(0).complete(outcome);
    }

    void breaks() {
        answers.remove(0).completeExceptionally(new IllegalStateException("connection reset"));
    }
}
