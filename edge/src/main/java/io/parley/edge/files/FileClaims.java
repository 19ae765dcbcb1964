package io.parley.edge.files;

import io.parley.avro.FileRef;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Who sends a message with a file claims the file first: from then on it is kept. */
@FunctionalInterface
public interface FileClaims {
    /** An edge without files. */
    FileClaims NONE = (user, chatId, fileId) -> CompletableFuture.completedFuture(Optional.empty());

    /**
     * What the message carries; empty when the user has uploaded no such file to that chat, or it has expired. Fails with
     * {@link FilesUnavailable}; continuations run on a thread for calls to the store and must not block it.
     */
    CompletionStage<Optional<FileRef>> claim(String user, String chatId, String fileId);
}
