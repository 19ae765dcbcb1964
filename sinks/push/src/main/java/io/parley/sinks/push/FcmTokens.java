package io.parley.sinks.push;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Access tokens for FCM; Google's library fetches a new one before the old ends. Fetching blocks, so it has a thread. */
final class FcmTokens {
    private final GoogleCredentials credentials;
    private final Executor thread;
    private volatile boolean isStale;

    FcmTokens(GoogleCredentials credentials, Executor thread) {
        this.credentials = credentials;
        this.thread = thread;
    }

    CompletionStage<String> current() {
        return CompletableFuture.supplyAsync(this::fetch, thread);
    }

    /** FCM did not take the token, so the next call fetches another. */
    void forget() {
        isStale = true;
    }

    private String fetch() {
        try {
            if (isStale) {
                isStale = false;
                credentials.refresh();
            } else {
                credentials.refreshIfExpired();
            }
            AccessToken token = credentials.getAccessToken();
            if (token == null) {
                throw new IOException("no access token");
            }
            return token.getTokenValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
