package io.parley.edge.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers calls under {@code /api/v1}. {@link #handle} is called on an I/O thread, so it must not block; unknown paths
 * and methods are answered as well (404 {@code not_found}, 405 with {@code Allow}). A stage that completes
 * exceptionally is a fault of ours and becomes a 503 problem.
 */
public interface HttpRoutes {
    CompletionStage<HttpAnswer> handle(HttpCall call);
}
