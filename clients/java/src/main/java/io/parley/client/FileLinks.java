package io.parley.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** URLs that open one file until they expire. */
public record FileLinks(String url, @Nullable String thumbnailUrl, Instant expiresAt) {}
