package io.parley.edge.transport;

import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.Principal;
import io.parley.edge.auth.Refused;
import io.parley.edge.auth.Verdict;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.HttpCall;
import io.parley.edge.http.HttpRoutes;
import io.parley.edge.http.Problem;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** REST calls: authenticated, with their body read up to its limit, handed to the routes, answered when they are done. */
final class Api implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);
    static final String PREFIX = "/api/v1";

    /** Names the user for whom an app server calls. */
    static final HttpString ACTING_FOR = new HttpString("Parley-User");

    private static final byte[] NO_BODY = {};

    private final Authenticator authenticator;
    private final HttpRoutes routes;
    private final Callers callers;
    private final Uploads uploads;
    private final Bodies bodies;

    /**
     * What a body that is read whole may be.
     *
     * @param time how long it may take to come
     */
    record Bodies(int bytes, Duration time) {}

    Api(Authenticator authenticator, HttpRoutes routes, Callers callers, Uploads uploads, Bodies bodies) {
        this.authenticator = authenticator;
        this.routes = routes;
        this.callers = callers;
        this.uploads = uploads;
        this.bodies = bodies;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Exchanges.later(exchange, () -> {
            String token = Handshake.bearer(Exchanges.header(exchange, Headers.AUTHORIZATION));
            if (token == null) {
                callers.refuse(exchange, "There is no bearer token.");
                return;
            }
            var unused = authenticator.authenticate(token).thenAccept(verdict -> authenticated(exchange, verdict));
        });
    }

    private void authenticated(HttpServerExchange exchange, Verdict verdict) {
        if (verdict instanceof Refused refused) {
            if (refused.code().equals("unauthorized")) {
                callers.refuse(exchange, refused.message());
            } else {
                Exchanges.problem(exchange, 503, refused.code(), refused.message());
            }
        } else if (verdict instanceof Principal principal && callers.mayCall(exchange, principal)) {
            String named = Exchanges.header(exchange, ACTING_FOR);
            named(exchange, named == null ? principal : principal.askingFor(named));
        }
    }

    private void named(HttpServerExchange exchange, Verdict verdict) {
        if (verdict instanceof Refused refused) {
            int status = refused.code().equals("forbidden") ? 403 : 422;
            Exchanges.problem(exchange, status, refused.code(), refused.message());
        } else if (verdict instanceof Principal principal) {
            if (Thread.currentThread() == exchange.getIoThread()) {
                readBody(exchange, principal);
            } else {
                exchange.getIoThread().execute(() -> readBody(exchange, principal));
            }
        }
    }

    private void readBody(HttpServerExchange exchange, Principal principal) {
        HttpCall head = head(exchange, principal, NO_BODY);
        if (uploads.takes(head)) {
            uploads.receive(exchange, head, (answer, failure) -> answer(exchange, answer, failure));
            return;
        }
        if (exchange.getRequestContentLength() > bodies.bytes()) {
            tooLarge(exchange);
            return;
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(bodies.bytes());
        Runnable arrived = endUnlessRead(exchange);
        receiver.receiveFullBytes(
                (whole, body) -> {
                    arrived.run();
                    call(whole, principal, body);
                },
                (whole, cause) -> {
                    arrived.run();
                    unread(whole, cause);
                });
    }

    /** Who sends a body byte by byte holds a connection only so long. To be run when the body is there. */
    private Runnable endUnlessRead(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return () -> {};
        }
        XnioExecutor.Key late = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()),
                        bodies.time().toMillis(),
                        TimeUnit.MILLISECONDS);
        return late::remove;
    }

    private void unread(HttpServerExchange exchange, IOException cause) {
        if (cause instanceof Receiver.RequestToLargeException) {
            tooLarge(exchange);
        } else {
            exchange.endExchange();
        }
    }

    private void tooLarge(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        Exchanges.problem(exchange, 413, "too_large", "A body has at most " + bodies.bytes() + " bytes.");
    }

    private static HttpCall head(HttpServerExchange exchange, Principal principal, byte[] body) {
        return new HttpCall(
                exchange.getRequestMethod().toString(),
                exchange.getRequestURI(),
                segments(exchange.getRequestURI()),
                query(exchange),
                headers(exchange),
                body,
                principal);
    }

    private void call(HttpServerExchange exchange, Principal principal, byte[] body) {
        HttpCall call = head(exchange, principal, body);
        Runnable ask = () -> {
            try {
                var unused = routes.handle(call).whenComplete((answer, failure) -> answer(exchange, answer, failure));
            } catch (RuntimeException e) {
                answer(exchange, null, e);
            }
        };
        if (exchange.isInIoThread()) {
            Exchanges.later(exchange, ask);
        } else {
            ask.run();
        }
    }

    private static void answer(HttpServerExchange exchange, @Nullable HttpAnswer answer, @Nullable Throwable failure) {
        if (answer == null) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), failure);
            Exchanges.answer(exchange, new Problem(503, "unavailable", "Something behind failed.").answer());
            return;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.putIfAbsent("Cache-Control", "no-store");
        Exchanges.answer(exchange, new HttpAnswer(answer.status(), headers, answer.body()));
    }

    /** Below the prefix, each percent-decoded; one that is malformed stays as it is, and names nothing. */
    static List<String> segments(String uri) {
        int start = uri.indexOf(PREFIX);
        String below = start < 0 ? uri : uri.substring(start + PREFIX.length());
        List<String> segments = new ArrayList<>();
        for (String segment : below.split("/", -1)) {
            segments.add(decoded(segment));
        }
        return List.copyOf(segments.subList(Math.min(1, segments.size()), segments.size()));
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }

    private static Map<String, List<String>> query(HttpServerExchange exchange) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, List.copyOf(values)));
        return query;
    }

    private static Map<String, String> headers(HttpServerExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), values.getFirst());
        }
        return headers;
    }
}
