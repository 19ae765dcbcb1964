package io.parley.edge.rest;

import io.parley.edge.http.HttpAnswer;
import java.util.concurrent.CompletionStage;

/** Answers one kind of call. Must not block; refuses with a {@link Refusal}, thrown or in the stage. */
@FunctionalInterface
interface Handler {
    CompletionStage<HttpAnswer> answer(Call call);
}
