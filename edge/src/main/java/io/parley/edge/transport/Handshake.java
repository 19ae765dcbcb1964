package io.parley.edge.transport;

import io.parley.ids.Ids;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says when it connects, as far as it can be said before anybody is asked.
 *
 * @param token from the header, the query or the subprotocol, in this order; null when there is none
 * @param subprotocol what to answer, or null
 * @param device null when it is malformed
 * @param since null when none was given; {@link #MALFORMED} when it is no number
 */
record Handshake(@Nullable String token, @Nullable String subprotocol, @Nullable String device, @Nullable Long since) {
    static final String SUBPROTOCOL = "chat.v1";
    static final long MALFORMED = -1;

    private static final String BEARER = "Bearer ";
    private static final String BEARER_SUBPROTOCOL = "bearer.";
    private static final String DEFAULT_DEVICE = "default";
    private static final int SINCE_DIGITS = 18;

    /** The raw values, each null when it is not there. */
    static Handshake read(
            @Nullable String authorization,
            @Nullable String tokenParameter,
            @Nullable String protocols,
            @Nullable String device,
            @Nullable String since) {
        List<String> offered = protocols == null
                ? List.of()
                : Arrays.stream(protocols.split(",")).map(String::strip).toList();
        return new Handshake(
                token(authorization, tokenParameter, offered),
                offered.contains(SUBPROTOCOL) ? SUBPROTOCOL : null,
                device(device),
                since(since));
    }

    static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static @Nullable String token(
            @Nullable String authorization, @Nullable String parameter, List<String> offered) {
        String fromHeader = bearer(authorization);
        if (fromHeader != null) {
            return fromHeader;
        }
        if (parameter != null) {
            return parameter;
        }
        return offered.stream()
                .filter(one -> one.startsWith(BEARER_SUBPROTOCOL))
                .map(one -> one.substring(BEARER_SUBPROTOCOL.length()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String device(@Nullable String device) {
        if (device == null) {
            return DEFAULT_DEVICE;
        }
        return Ids.isValid(device) ? device : null;
    }

    private static @Nullable Long since(@Nullable String since) {
        if (since == null) {
            return null;
        }
        boolean digits = !since.isEmpty()
                && since.length() <= SINCE_DIGITS
                && since.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(since) : MALFORMED;
    }
}
