package io.parley.edge.files;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signed URLs of one file, good until they expire. */
public record FileLinks(URI url, @Nullable URI thumbnailUrl, Instant expiresAt) {}
