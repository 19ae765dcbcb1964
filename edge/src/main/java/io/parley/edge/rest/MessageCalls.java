package io.parley.edge.rest;

import io.parley.avro.Ack;
import io.parley.avro.DeleteMessage;
import io.parley.avro.FactTopic;
import io.parley.avro.FileRef;
import io.parley.avro.SendMessage;
import io.parley.edge.Limits;
import io.parley.edge.auth.Principal;
import io.parley.edge.files.FileClaims;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.protocol.ClientFrame;
import io.parley.edge.protocol.Json;
import io.parley.edge.store.History;
import io.parley.edge.store.Page;
import io.parley.edge.store.Sight;
import io.parley.edge.store.StoredMessage;
import io.parley.edge.store.Tables;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reading the talk of a chat, and saying something in it. */
final class MessageCalls {
    private final Commands commands;
    private final Tables tables;
    private final History history;
    private final ChatReader reader;
    private final MessageReader messages;
    private final OneMessage one;
    private final Freshness freshness;
    private final MessageBody bodies;
    private final FileClaims files;
    private final Limits limits;

    MessageCalls(
            Commands commands,
            Reads reads,
            OneMessage one,
            Freshness freshness,
            MessageBody bodies,
            FileClaims files,
            Limits limits) {
        this.one = one;
        this.commands = commands;
        this.tables = reads.tables();
        this.history = reads.history();
        this.reader = reads.chats();
        this.messages = reads.messages();
        this.freshness = freshness;
        this.bodies = bodies;
        this.files = files;
        this.limits = limits;
    }

    CompletionStage<HttpAnswer> list(Call call) {
        String chatId = call.chat();
        int limit = call.limit(limits.pageDefault(), limits.pageMax());
        UUID before = call.position("before");
        UUID after = call.position("after");
        UUID around = call.position("around");
        if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
            throw Refusal.badRequest("Only one of before, after and around may be given.");
        }
        Long minSeq = call.minSeq();
        CompletionStage<?> reflected = minSeq == null
                ? CompletableFuture.completedFuture(null)
                : freshness.reflects(call.user(), chatId, minSeq);
        return reflected.thenCompose(done -> reader.sight(call.user(), chatId)).thenCompose(sight -> page(
                        sight, before, after, around, limit)
                .thenCompose(page -> messages.shown(chatId, sight.chat().version(), page.messages(), call.user())
                        .thenApply(shown -> answer(page, shown))));
    }

    private CompletionStage<Page> page(
            Sight sight, @Nullable UUID before, @Nullable UUID after, @Nullable UUID around, int limit) {
        if (before != null) {
            return history.before(sight, before, limit);
        }
        if (after != null) {
            return history.after(sight, after, limit);
        }
        return around == null ? history.newest(sight, limit) : history.around(sight, around, limit);
    }

    private static HttpAnswer answer(Page page, List<ShownMessage> messages) {
        return Answers.ok(json -> {
            json.writeArrayFieldStart("messages");
            for (ShownMessage message : messages) {
                json.writeStartObject();
                ChatJson.message(json, message);
                json.writeEndObject();
            }
            json.writeEndArray();
            ChatJson.next(json, "next_before", text(page.nextBefore()));
            ChatJson.next(json, "next_after", text(page.nextAfter()));
        });
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    CompletionStage<HttpAnswer> get(Call call) {
        return one.find(call.user(), call.chat(), call.message())
                .thenCompose(found ->
                        answer(call, found.message(), found.sight().chat().version(), 200));
    }

    private CompletionStage<HttpAnswer> answer(Call call, StoredMessage message, int version, int status) {
        return messages.shown(call.chat(), version, List.of(message), call.user())
                .thenApply(shown -> HttpAnswer.json(status, Json.object(json -> ChatJson.message(json, shown.get(0)))));
    }

    CompletionStage<HttpAnswer> send(Call call) {
        MessageBody.Said said = bodies.read(call.http(), call.chat());
        ClientFrame.Message message = said.message();
        Call by = said.sender() == null ? call : call.askingFor(said.sender());
        return file(by, message).thenCompose(file -> send(by, command(message, file.orElse(null))));
    }

    /** Deleting again is the same deletion, for as long as the log remembers it. */
    CompletionStage<HttpAnswer> delete(Call call) {
        String chatId = call.chat();
        String id = call.message().toString();
        Principal by = call.moderator();
        return commands.chat(by, chatId, "delete", new DeleteMessage("delete-" + id, id), Ack.class)
                .thenCompose(ack -> by.service()
                        ? freshness.written(chatId, FactTopic.MESSAGES, ack.getStamp())
                        : freshness.shows(by.user(), chatId, FactTopic.MESSAGES, ack.getStamp()))
                .thenApply(shown -> Answers.nothing());
    }

    /** What the message carries; refused when it names a file that the caller may not send. */
    private CompletionStage<Optional<FileRef>> file(Call call, ClientFrame.Message message) {
        String fileId = message.fileId();
        return fileId == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : files.claim(call.user(), message.chatId(), fileId)
                        .thenApply(file -> Optional.of(file.orElseThrow(Refusal::noSuchFile)));
    }

    private CompletionStage<HttpAnswer> send(Call call, SendMessage command) {
        String chatId = call.chat();
        return commands.chat(call.caller(), chatId, "message", command, Ack.class)
                .thenCompose(ack -> freshness
                        .shows(call.user(), chatId, FactTopic.MESSAGES, ack.getStamp())
                        .thenCompose(shown -> sent(ack))
                        .thenCompose(
                                message -> answer(call, message, message.version(), ack.getRepeated() ? 200 : 201)));
    }

    /** The message as it is now: its sender may be no member any more, when the send is a repeat. */
    private CompletionStage<StoredMessage> sent(Ack ack) {
        UUID id = UUID.fromString(ack.getMsgId());
        return tables.message(ack.getChatId(), Tables.bucketOf(ack.getChatSeq()), id)
                .thenApply(found ->
                        found.orElseThrow(() -> Refusal.unavailable("The message was sent, but cannot be read yet.")));
    }

    @SuppressWarnings("NullAway") // what was not given is null
    private static SendMessage command(ClientFrame.Message message, @Nullable FileRef file) {
        SendMessage command = new SendMessage();
        command.setClientMsgId(message.clientMsgId() == null ? UUID.randomUUID().toString() : message.clientMsgId());
        command.setMsgType(message.msgType());
        command.setContent(message.content());
        command.setReplyTo(message.replyTo());
        command.setMentions(message.mentions());
        command.setFile(file);
        command.setData(message.data());
        return command;
    }
}
