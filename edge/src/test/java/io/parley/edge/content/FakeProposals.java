package io.parley.edge.content;

import io.parley.avro.ChatCommand;
import io.parley.avro.Reply;
import io.parley.avro.UserCommand;
import io.parley.edge.bus.CommandBus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what is proposed; what becomes of it, a test says. */
public final class FakeProposals implements CommandBus {
    public final BlockingQueue<UserCommand> proposals = new LinkedBlockingQueue<>();
    public final CompletableFuture<Reply> answer = new CompletableFuture<>();

    @Override
    public CompletionStage<Reply> submit(ChatCommand command) {
        throw new IllegalStateException("no key is proposed to a chat");
    }

    @Override
    public CompletionStage<Reply> submit(UserCommand command) {
        proposals.add(command);
        return answer;
    }
}
