package io.parley.edge.rest;

import io.parley.avro.Done;
import io.parley.avro.SetBlocked;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.Profiles;
import io.parley.edge.store.Tables;
import io.parley.edge.store.UserRow;
import io.parley.ids.ChatIds;
import java.util.concurrent.CompletionStage;

/** Whom the caller does not want to hear from. A block is a state of the direct chat of the two, made or not. */
final class BlockCalls {
    private final Commands commands;
    private final Tables tables;
    private final Profiles profiles;
    private final Freshness freshness;

    BlockCalls(Commands commands, Tables tables, Profiles profiles, Freshness freshness) {
        this.commands = commands;
        this.tables = tables;
        this.profiles = profiles;
        this.freshness = freshness;
    }

    CompletionStage<HttpAnswer> list(Call call) {
        return tables.blocks(call.user()).thenCompose(blocked -> profiles.of(blocked, call.user())
                .thenApply(known -> Answers.ok(json -> {
                    json.writeArrayFieldStart("users");
                    for (String user : blocked) {
                        json.writeStartObject();
                        ChatJson.user(json, known.getOrDefault(user, UserRow.unknown(user)));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                })));
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
        return commands.chat(call.caller(), chatId, "set_blocked", new SetBlocked(other, on), Done.class)
                .thenCompose(done -> freshness.showsBlock(call.user(), other, on))
                .thenApply(shown -> Answers.nothing());
    }
}
