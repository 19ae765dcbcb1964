package io.parley.edge.transport;

import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.Principal;
import io.parley.edge.auth.Refused;
import io.parley.edge.auth.Verdict;
import io.parley.edge.bus.Holding;
import io.parley.edge.bus.LeaseView;
import io.parley.edge.http.Problem;
import io.parley.edge.protocol.CloseCode;
import io.parley.edge.rates.Rate;
import io.parley.edge.rates.Rates;
import io.parley.edge.session.Sessions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.xnio.StreamConnection;

/** Takes a WebSocket in: everything that can be refused is refused over HTTP, before the upgrade. */
final class Upgrade implements HttpHandler {
    /** RFC 6455, section 1.3. */
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String VERSION = "13";

    /**
     * @param open whether this edge takes connections; not while it drains
     * @param forwarded whether a proxy says whom a connection comes from
     * @param maxConnections more are refused
     */
    record Terms(
            OriginRule origins, BooleanSupplier open, boolean forwarded, int maxConnections, WebSocket.Terms sockets) {}

    private final Terms terms;
    private final Authenticator authenticator;
    private final Sessions sessions;
    private final LeaseView lease;
    private final Rate rate;

    Upgrade(Terms terms, Authenticator authenticator, Sessions sessions, LeaseView lease, Rates rates) {
        this.terms = terms;
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.lease = lease;
        this.rate = rates.connects();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Exchanges.later(exchange, () -> {
            if (isRefusedAtSight(exchange)) {
                return;
            }
            Handshake handshake = read(exchange);
            if (handshake.token() == null) {
                Exchanges.problem(exchange, 401, "unauthorized", "There is no token.");
                return;
            }
            var unused = authenticator
                    .authenticate(handshake.token())
                    .thenAccept(verdict -> decide(exchange, handshake, verdict));
        });
    }

    private boolean isRefusedAtSight(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            Exchanges.answer(
                    exchange,
                    new Problem(405, "method_not_allowed", "A WebSocket begins with GET.")
                            .answer(Map.of("Allow", "GET")));
        } else if (!terms.origins()
                .allows(Exchanges.header(exchange, Headers.ORIGIN), Exchanges.header(exchange, Headers.HOST))) {
            Exchanges.problem(exchange, 403, "forbidden", "Pages of this origin may not connect.");
        } else {
            return isTooOften(exchange);
        }
        return true;
    }

    private boolean isTooOften(HttpServerExchange exchange) {
        Duration wait = rate.take(Exchanges.address(exchange, terms.forwarded()), 1);
        if (!wait.isZero()) {
            Exchanges.limited(exchange, wait, "Too many connections begin from this address.");
        }
        return !wait.isZero();
    }

    private static boolean isWebSocket(HttpServerExchange exchange) {
        String key = Exchanges.header(exchange, Headers.SEC_WEB_SOCKET_KEY);
        return "websocket".equalsIgnoreCase(Exchanges.header(exchange, Headers.UPGRADE))
                && VERSION.equals(Exchanges.header(exchange, Headers.SEC_WEB_SOCKET_VERSION))
                && key != null
                && !key.isBlank();
    }

    private static Handshake read(HttpServerExchange exchange) {
        var protocols = exchange.getRequestHeaders().get(Headers.SEC_WEB_SOCKET_PROTOCOL);
        return Handshake.read(
                Exchanges.header(exchange, Headers.AUTHORIZATION),
                Exchanges.parameter(exchange, "token"),
                protocols == null ? null : String.join(",", protocols),
                Exchanges.parameter(exchange, "device"),
                Exchanges.parameter(exchange, "since"));
    }

    private void decide(HttpServerExchange exchange, Handshake handshake, Verdict verdict) {
        if (verdict instanceof Refused refused) {
            int status = refused.code().equals("unauthorized") ? 401 : 503;
            Exchanges.problem(exchange, status, refused.code(), refused.message());
        } else if (verdict instanceof Principal principal && principal.service()) {
            Exchanges.problem(exchange, 403, "forbidden", "A service token opens no WebSocket: it acts by REST.");
        } else if (handshake.device() == null) {
            Exchanges.problem(exchange, 422, "bad_request", "device has 1 to 64 of A-Z a-z 0-9 _ - .");
        } else if (handshake.since() != null && handshake.since() == Handshake.MALFORMED) {
            Exchanges.problem(exchange, 422, "bad_request", "since is the seq last seen, a number.");
        } else if (!isWebSocket(exchange)) {
            Exchanges.answer(
                    exchange,
                    new Problem(426, "bad_request", "Here is a WebSocket, version 13.")
                            .answer(Map.of("Upgrade", "websocket", "Sec-WebSocket-Version", VERSION)));
        } else if (!terms.open().getAsBoolean() || lease.holding() == null) {
            Exchanges.problem(exchange, 503, "unavailable", "This server takes no connections now.");
        } else if (sessions.count() >= terms.maxConnections()) {
            Exchanges.problem(exchange, 503, "unavailable", "This server is full.");
        } else if (verdict instanceof Principal principal) {
            exchange.getIoThread().execute(() -> upgrade(exchange, handshake, principal));
        }
    }

    private void upgrade(HttpServerExchange exchange, Handshake handshake, Principal principal) {
        String key = Exchanges.header(exchange, Headers.SEC_WEB_SOCKET_KEY);
        exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_ACCEPT, accept(String.valueOf(key)));
        if (handshake.subprotocol() != null) {
            exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_PROTOCOL, handshake.subprotocol());
        }
        exchange.upgradeChannel("websocket", (connection, upgraded) -> open(connection, handshake, principal));
        exchange.endExchange();
    }

    private void open(StreamConnection connection, Handshake handshake, Principal principal) {
        BadRequests.remove(connection.getSinkChannel());
        Holding holding = lease.holding();
        BooleanSupplier maySpeak = () -> holding != null && lease.holds(holding.epoch());
        WebSocket socket = new WebSocket(connection, terms.sockets(), maySpeak);
        if (holding == null) {
            socket.close(CloseCode.GOING_AWAY, "this server lost its place");
        } else {
            String device = String.valueOf(handshake.device());
            socket.attach(sessions.open(principal, device, handshake.since(), holding, socket));
        }
    }

    private static String accept(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest = sha1.digest((key.strip() + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
