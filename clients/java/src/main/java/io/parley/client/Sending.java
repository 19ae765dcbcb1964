package io.parley.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client has to send until the server has settled it: by an ack, by the sender's own event, or by a refusal that is
 * final. Belongs to the runtime's one thread.
 */
final class Sending {
    private final Outbox outbox;
    private final Consumer<String> writeIfOnline;
    private ChatClient.@Nullable State end;

    Sending(Outbox outbox, Consumer<String> writeIfOnline) {
        this.outbox = outbox;
        this.writeIfOnline = writeIfOnline;
    }

    void add(ClientFrame.Settled frame, CompletableFuture<ServerFrame.Ack> done) {
        if (end != null) {
            done.completeExceptionally(new RejectedExecutionException("the client is " + end));
            return;
        }
        Outbox.Entry entry = outbox.add(frame, done);
        if (entry == null) {
            done.completeExceptionally(new RejectedExecutionException("the outbox is full"));
            return;
        }
        if (entry.done() != done) {
            entry.done().whenComplete((ack, failure) -> complete(done, ack, failure));
        }
        writeIfOnline.accept(entry.text());
    }

    private static void complete(
            CompletableFuture<ServerFrame.Ack> done, ServerFrame.@Nullable Ack ack, @Nullable Throwable failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
        } else {
            done.complete(ack);
        }
    }

    /** Again, all that is not settled. */
    void sendAll() {
        outbox.pending().forEach(entry -> writeIfOnline.accept(entry.text()));
    }

    void settle(ServerFrame.Ack ack) {
        Outbox.Entry entry = ack.clientMsgId() == null ? null : outbox.settle(ack.chatId(), ack.clientMsgId());
        if (entry != null) {
            entry.done().complete(ack);
        }
    }

    /** The sender's own event counts as an ack; acks themselves are not replayed. */
    void settleBy(Message own) {
        settle(new ServerFrame.Ack(own.clientMsgId(), own.chatId(), own.msgId(), own.chatSeq(), own.createdAt(), null));
    }

    /** Whether it refuses something that waits here. */
    boolean settle(ServerFrame.Refused refused) {
        Outbox.Entry entry = refused.clientMsgId() == null || refused.chatId() == null
                ? null
                : outbox.settle(refused.chatId(), refused.clientMsgId());
        if (entry == null) {
            return false;
        }
        entry.done().completeExceptionally(Problem.of(refused));
        return true;
    }

    /** Nothing is sent from here on; what waits fails. */
    void end(ChatClient.State state) {
        end = state;
        for (Outbox.Entry entry : outbox.pending()) {
            outbox.settle(entry.frame().chatId(), entry.frame().clientMsgId());
            entry.done().completeExceptionally(new RejectedExecutionException("the client is " + state));
        }
    }
}
