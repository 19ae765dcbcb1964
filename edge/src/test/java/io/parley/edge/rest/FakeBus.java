package io.parley.edge.rest;

import io.parley.avro.ChatCommand;
import io.parley.avro.Origin;
import io.parley.avro.Rejected;
import io.parley.avro.Reply;
import io.parley.avro.UserCommand;
import io.parley.edge.bus.CommandBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Answers every command at once with what the test says, and keeps the commands. */
final class FakeBus implements CommandBus {
    final List<SpecificRecord> commands = new ArrayList<>();
    Function<Object, Object> answer = command -> rejected("unavailable");

    @SuppressWarnings("NullAway") // a rejection names nothing
    static Rejected rejected(String code) {
        return new Rejected(code, "because", null, null, null);
    }

    @Override
    public CompletionStage<Reply> submit(ChatCommand command) {
        commands.add(command);
        return reply(command.getUser(), command.getCommand());
    }

    @Override
    public CompletionStage<Reply> submit(UserCommand command) {
        commands.add(command);
        return reply(command.getUser(), command.getCommand());
    }

    @SuppressWarnings("NullAway") // nobody gave a ref
    private CompletionStage<Reply> reply(String user, Object command) {
        Origin origin = new Origin(0, 1L, 0L, 1L, null);
        return CompletableFuture.completedFuture(new Reply(origin, user, answer.apply(command)));
    }
}
