package io.parley.edge.rest;

import io.parley.edge.files.ChatFiles;
import io.parley.edge.files.FileCard;
import io.parley.edge.files.FileLinks;
import io.parley.edge.files.UnfitFile;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.protocol.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Taking files into a chat. Who is no member is refused before a byte of the body is read. */
final class FileUploads implements HttpUploads {
    private static final Logger LOG = LoggerFactory.getLogger(FileUploads.class);
    /** Of a form, around its file. */
    private static final long FORM_BYTES = 64 << 10;

    private final ChatFiles files;
    private final ChatReader reader;
    private final long fileBytes;

    FileUploads(ChatFiles files, ChatReader reader, long fileBytes) {
        this.files = files;
        this.reader = reader;
        this.fileBytes = fileBytes;
    }

    @Override
    public boolean takes(String method, List<String> segments) {
        return method.equals("POST")
                && segments.size() == 3
                && segments.get(0).equals("chats")
                && segments.get(2).equals("files");
    }

    @Override
    public CompletionStage<Admission> admit(HttpCall head) {
        Call call = new Call(head, Map.of("chat", head.segments().get(1)));
        try {
            return reader.sight(call.user(), call.chat())
                    .thenApply(sight -> enter(call))
                    .exceptionally(FileUploads::refused);
        } catch (Refusal refusal) {
            return CompletableFuture.completedFuture(new Refused(refusal.answer()));
        }
    }

    private static Admission refused(Throwable failure) {
        return new Refused(refusal(failure).answer());
    }

    private static Refusal refusal(Throwable failure) {
        return Router.refusalOf(failure).orElseGet(() -> {
            LOG.error("An upload failed", failure);
            return Refusal.unavailable("The file could not be kept.");
        });
    }

    /** The same for a body that is there already. */
    CompletionStage<HttpAnswer> upload(Call call) {
        return admit(call.http())
                .thenCompose(admission -> admission instanceof Admitted admitted
                        ? received(admitted, call.http().body())
                        : CompletableFuture.completedFuture(((Refused) admission).answer()));
    }

    private static CompletionStage<HttpAnswer> received(Admitted admitted, byte[] body) {
        try {
            return CompletableFuture.supplyAsync(
                    () -> admitted.receive().apply(new ByteArrayInputStream(body)), admitted.threads());
        } catch (RejectedExecutionException e) {
            throw Refusal.unavailable("Too many files are being uploaded.");
        }
    }

    private Admission enter(Call call) {
        requireFitting(call.http().headers().get("content-length"));
        return switch (files.enter(call.user())) {
            case ENTERED -> new Admitted(files.uploadThreads(), body -> receive(call, body));
            case FULL -> throw Refusal.unavailable("Too many files are being uploaded.");
            case USER_FULL -> throw Refusal.of(429, "rate_limited", "You are uploading too many files at once.");
        };
    }

    private void requireFitting(@Nullable String length) {
        try {
            if (length != null && Long.parseLong(length) > fileBytes + FORM_BYTES) {
                throw Refusal.of(413, "too_large", "A file has at most " + fileBytes + " bytes.");
            }
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("Content-Length must be a number.");
        }
    }

    private HttpAnswer receive(Call call, InputStream body) {
        try {
            FileCard card = files.take(
                    call.user(), call.chat(), call.http().headers().get("content-type"), call.parameter("name"), body);
            FileLinks links = files.links(card).toCompletableFuture().join();
            return HttpAnswer.json(201, Json.object(json -> FileJson.uploaded(json, card, links)));
        } catch (UnfitFile unfit) {
            return refusal(unfit).answer();
        } catch (IOException e) {
            LOG.debug("An upload ended early", e);
            return Refusal.badRequest("The body ended early.").answer();
        } catch (RuntimeException e) {
            return refusal(e).answer();
        } finally {
            files.leave(call.user());
        }
    }

    private static Refusal refusal(UnfitFile unfit) {
        return switch (unfit.reason()) {
            case TOO_LARGE -> Refusal.of(413, "too_large", unfit.detail());
            case UNSUPPORTED -> Refusal.of(415, "unsupported_type", unfit.detail());
            case MALFORMED -> Refusal.badRequest(unfit.detail());
        };
    }
}
