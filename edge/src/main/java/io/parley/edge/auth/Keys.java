package io.parley.edge.auth;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.concurrent.CompletionStage;

/** The public keys that tokens are checked against. */
public interface Keys {
    /** The keys as last read; empty before the first time. */
    JWKSet current();

    /**
     * Reads the keys again, unless that was tried very lately; completes, never exceptionally, when {@link #current} is
     * as new as it gets.
     */
    CompletionStage<Void> refresh();
}
