package io.parley.edge.rest;

import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.FileCard;
import io.parley.edge.files.FileLinks;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.store.FileRow;
import io.parley.edge.store.Sight;
import io.parley.edge.store.Tables;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Giving files out. Who may have one is judged at each call, as for the message that carries it: who may see such a
 * message, and its uploader until a message carries it. The signed URL that is the answer opens the one file, for a while.
 */
final class FileCalls {
    /** Of the messages that a file was sent with, how many are looked at. */
    private static final int MESSAGES_READ = 10;

    private final ChatFiles files;
    private final Tables tables;
    private final ChatReader reader;
    private final MessageReader messages;
    private final Patience patience;
    private final Duration wait;

    /** @param wait how long the tables may lag behind what the caller was told of */
    FileCalls(ChatFiles files, Reads reads, Patience patience, Duration wait) {
        this.files = files;
        this.tables = reads.tables();
        this.reader = reads.chats();
        this.messages = reads.messages();
        this.patience = patience;
        this.wait = wait;
    }

    CompletionStage<HttpAnswer> get(Call call) {
        String chatId = call.chat();
        boolean json = isJson(call.parameter("format"));
        boolean thumbnail = isTrue(call.parameter("thumbnail"));
        return reader.sight(call.user(), chatId)
                .thenCompose(sight -> files.find(chatId, call.file())
                        .thenApply(card -> card.orElseThrow(Refusal::noSuchFile))
                        .thenCompose(card -> requireVisible(card, sight, call.user())))
                .thenCompose(files::links)
                .thenApply(links -> json ? shown(links) : redirect(links, thumbnail));
    }

    private static boolean isJson(@Nullable String format) {
        if (format != null && !format.equals("json")) {
            throw Refusal.badRequest("format must be json.");
        }
        return format != null;
    }

    private static boolean isTrue(@Nullable String flag) {
        if (flag != null && !flag.equals("true") && !flag.equals("false")) {
            throw Refusal.badRequest("thumbnail must be true or false.");
        }
        return "true".equals(flag);
    }

    private static HttpAnswer shown(FileLinks links) {
        return Answers.ok(json -> FileJson.links(json, links));
    }

    private static HttpAnswer redirect(FileLinks links, boolean thumbnail) {
        URI to = thumbnail ? links.thumbnailUrl() : links.url();
        if (to == null) {
            throw Refusal.of(404, "no_such_file", "That file has no thumbnail.");
        }
        return new HttpAnswer(302, Map.of("Location", to.toString()), new byte[0]);
    }

    private CompletionStage<FileCard> requireVisible(FileCard card, Sight sight, String user) {
        return isSeen(card, sight)
                .thenCompose(seen -> seen ? yes() : isOwnUnsent(card, user))
                .thenCompose(may -> may ? yes() : becomesSeen(card, user))
                .thenApply(may -> {
                    if (!may) {
                        throw Refusal.noSuchFile();
                    }
                    return card;
                });
    }

    private static CompletionStage<Boolean> yes() {
        return CompletableFuture.completedFuture(true);
    }

    /** Whether a message carries it that the user may see. */
    private CompletionStage<Boolean> isSeen(FileCard card, Sight sight) {
        return tables.messagesOf(card.chatId(), card.fileId()).thenCompose(rows -> {
            List<FileRow> possible = rows.stream()
                    .filter(row -> sight.member().was(row.stamp()))
                    .limit(MESSAGES_READ)
                    .toList();
            return anyShown(card, sight, possible);
        });
    }

    private CompletionStage<Boolean> anyShown(FileCard card, Sight sight, List<FileRow> rows) {
        if (rows.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        FileRow first = rows.get(0);
        return tables.message(card.chatId(), first.bucket(), first.msgId())
                .thenCompose(found -> found.map(messages::open)
                                .filter(message -> sight.shows(message, card.fileId()))
                                .isPresent()
                        ? yes()
                        : anyShown(card, sight, rows.subList(1, rows.size())));
    }

    private CompletionStage<Boolean> isOwnUnsent(FileCard card, String user) {
        return card.uploader().equals(user) ? files.isPending(card) : CompletableFuture.completedFuture(false);
    }

    /** Who heard of the message by socket may be here before the tables have it. */
    private CompletionStage<Boolean> becomesSeen(FileCard card, String user) {
        return patience.await(wait, () -> reader.sight(user, card.chatId())
                        .thenCompose(sight -> isSeen(card, sight))
                        .thenApply(seen -> seen ? Optional.of(true) : Optional.<Boolean>empty()))
                .thenApply(Optional::isPresent);
    }
}
