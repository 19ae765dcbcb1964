package io.parley.edge.rest;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.protocol.Json;

/** Answers of calls that went well. */
final class Answers {
    private Answers() {}

    static HttpAnswer ok(Json.Fields fields) {
        return HttpAnswer.json(200, Json.object(fields));
    }

    static HttpAnswer nothing() {
        return HttpAnswer.empty(204);
    }
}
