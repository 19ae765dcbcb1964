package io.parley.edge.rest;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.protocol.Json;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether users are online. Nothing tracks it, so the honest answer is that it is not known. */
final class PresenceCalls {
    CompletionStage<HttpAnswer> get(Call call) {
        String user = call.otherUser();
        return CompletableFuture.completedFuture(Answers.ok(json -> {
            Json.text(json, "user", user);
            Json.text(json, "status", "unknown");
        }));
    }
}
