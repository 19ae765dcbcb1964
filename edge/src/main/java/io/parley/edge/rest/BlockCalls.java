package io.parley.edge.rest;

import io.parley.avro.Done;
import io.parley.avro.SetBlocked;
import io.parley.edge.http.HttpAnswer;
import io.parley.ids.ChatIds;
import java.util.concurrent.CompletionStage;

/** Whom the caller does not want to hear from. A block is a state of the direct chat of the two, made or not. */
final class BlockCalls {
    private final Commands commands;

    BlockCalls(Commands commands) {
        this.commands = commands;
    }

    CompletionStage<HttpAnswer> block(Call call) {
        return set(call, true);
    }

    CompletionStage<HttpAnswer> unblock(Call call) {
        return set(call, false);
    }

    private CompletionStage<HttpAnswer> set(Call call, boolean on) {
        String other = call.otherUser();
        if (other.equals(call.user())) {
            throw Refusal.badRequest("One cannot block oneself.");
        }
        String chatId = ChatIds.direct(call.user(), other);
        return commands.chat(call.user(), chatId, "set_blocked", new SetBlocked(other, on), Done.class)
                .thenApply(done -> Answers.nothing());
    }
}
