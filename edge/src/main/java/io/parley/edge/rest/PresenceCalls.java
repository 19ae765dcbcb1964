package io.parley.edge.rest;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.presence.Hints;
import io.parley.edge.protocol.Json;
import java.util.concurrent.CompletionStage;

/** Whether users are online. While that cannot be known the answer is that it is unknown, and no error. */
final class PresenceCalls {
    private final Hints hints;

    PresenceCalls(Hints hints) {
        this.hints = hints;
    }

    CompletionStage<HttpAnswer> get(Call call) {
        String user = call.otherUser();
        return hints.of(call.user(), user)
                .thenApply(presence -> Answers.ok(json -> {
                    Json.text(json, "user", user);
                    Json.text(json, "status", presence.status().wire());
                    Json.time(json, "last_seen", presence.lastSeen());
                }));
    }
}
