package io.parley.sinks.webhook;

import io.parley.sinks.webhook.http.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A receiver that answers when the test says so. */
final class FakeReceiver implements Lanes.Target {
    final List<String> asked = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private record Open(Delivery delivery, CompletableFuture<Answer> answer) {}

    @Override
    public CompletionStage<Answer> post(Delivery delivery) {
        asked.add(delivery.id());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.add(new Open(delivery, answer));
        return answer;
    }

    /** To the request that has waited longest of this chat. */
    void answers(String chat, int status) {
        answers(chat, new Answer(status, ""));
    }

    void answers(String chat, Answer answer) {
        take(chat).complete(answer);
    }

    void breaks(String chat, Throwable how) {
        take(chat).completeExceptionally(how);
    }

    List<String> open() {
        return open.stream().map(each -> each.delivery().id()).toList();
    }

    private CompletableFuture<Answer> take(String chat) {
        Open first = open.stream()
                .filter(each -> each.delivery().chat().equals(chat))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + chat + " is on its way"));
        open.remove(first);
        return first.answer();
    }
}
