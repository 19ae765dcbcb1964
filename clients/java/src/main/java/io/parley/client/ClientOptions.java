package io.parley.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * How a {@link ChatClient} connects.
 *
 * @param servers the edges, such as {@code http://127.0.0.1:8080}; after a failure the next one is tried
 * @param token makes a token that is valid now; asked at each connection, and before the last one expires
 * @param tokenVia how the token travels
 * @param device names this installation; a newer connection of the same device replaces the older
 * @param since the last seq that this device has kept, when it keeps its state over restarts
 * @param outboxBytes how many bytes of unacknowledged frames are kept; sending beyond fails at once
 * @param heldEvents how many live events are held while a snapshot is taken; beyond that it is taken again
 * @param firstBackoff the ceiling of the first wait after a failure
 * @param maxBackoff the ceiling of every wait
 * @param connectTimeout how long an upgrade may take, and a {@code hello} after it
 */
public record ClientOptions(
        List<URI> servers,
        Supplier<String> token,
        TokenVia tokenVia,
        String device,
        OptionalLong since,
        long outboxBytes,
        int heldEvents,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration connectTimeout) {

    /** The ways that the contract knows for a token. */
    public enum TokenVia {
        QUERY,
        HEADER,
        SUBPROTOCOL
    }

    public ClientOptions {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server named");
        }
    }

    /** What fits most. */
    public static ClientOptions of(URI server, Supplier<String> token) {
        return new ClientOptions(
                List.of(server),
                token,
                TokenVia.HEADER,
                "default",
                OptionalLong.empty(),
                4L << 20,
                10_000,
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public ClientOptions withServers(List<URI> others) {
        return new ClientOptions(
                others,
                token,
                tokenVia,
                device,
                since,
                outboxBytes,
                heldEvents,
                firstBackoff,
                maxBackoff,
                connectTimeout);
    }

    public ClientOptions withTokenVia(TokenVia other) {
        return new ClientOptions(
                servers,
                token,
                other,
                device,
                since,
                outboxBytes,
                heldEvents,
                firstBackoff,
                maxBackoff,
                connectTimeout);
    }

    public ClientOptions withDevice(String other) {
        return new ClientOptions(
                servers,
                token,
                tokenVia,
                other,
                since,
                outboxBytes,
                heldEvents,
                firstBackoff,
                maxBackoff,
                connectTimeout);
    }

    public ClientOptions withSince(long seq) {
        return new ClientOptions(
                servers,
                token,
                tokenVia,
                device,
                OptionalLong.of(seq),
                outboxBytes,
                heldEvents,
                firstBackoff,
                maxBackoff,
                connectTimeout);
    }

    public ClientOptions withOutboxBytes(long bytes) {
        return new ClientOptions(
                servers, token, tokenVia, device, since, bytes, heldEvents, firstBackoff, maxBackoff, connectTimeout);
    }

    public ClientOptions withBackoff(Duration first, Duration max) {
        return new ClientOptions(
                servers, token, tokenVia, device, since, outboxBytes, heldEvents, first, max, connectTimeout);
    }

    public ClientOptions withConnectTimeout(Duration timeout) {
        return new ClientOptions(
                servers, token, tokenVia, device, since, outboxBytes, heldEvents, firstBackoff, maxBackoff, timeout);
    }
}
