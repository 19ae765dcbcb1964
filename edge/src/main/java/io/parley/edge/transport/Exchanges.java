package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.Problem;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads from and answers Undertow's exchanges. */
final class Exchanges {
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");

    private Exchanges() {}

    static @Nullable String header(HttpServerExchange exchange, HttpString name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    static @Nullable String parameter(HttpServerExchange exchange, String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? null : values.peekFirst();
    }

    static boolean isRead(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        return method.equals(Methods.GET) || method.equals(Methods.HEAD);
    }

    static void onlyRead(HttpServerExchange exchange) {
        Problem problem = new Problem(405, "method_not_allowed", "This path allows GET, HEAD.");
        answer(exchange, problem.answer(Map.of("Allow", "GET, HEAD")));
    }

    /** Runs the work when the handler has returned, in the same thread; the exchange then stays open until answered. */
    static void later(HttpServerExchange exchange, Runnable work) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, work);
    }

    /** Answers from any thread. */
    static void answer(HttpServerExchange exchange, HttpAnswer answer) {
        if (Thread.currentThread() == exchange.getIoThread()) {
            write(exchange, answer);
        } else {
            exchange.getIoThread().execute(() -> write(exchange, answer));
        }
    }

    static void problem(HttpServerExchange exchange, int status, String code, String detail) {
        answer(exchange, new Problem(status, code, detail).answer());
    }

    /** For who asks too often. */
    static void limited(HttpServerExchange exchange, Duration wait, String detail) {
        String seconds = Long.toString(wait.plusMillis(999).toSeconds());
        answer(exchange, new Problem(429, "rate_limited", detail).answer(Map.of("Retry-After", seconds)));
    }

    /**
     * Whom a connection comes from.
     *
     * @param forwarded whether the proxy before this server says so; only the last address is its word
     */
    static String address(HttpServerExchange exchange, boolean forwarded) {
        HeaderValues through = forwarded ? exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR) : null;
        if (through == null) {
            return exchange.getSourceAddress().getAddress().getHostAddress();
        }
        String last = through.getLast();
        return last.substring(last.lastIndexOf(',') + 1).strip();
    }

    private static void write(HttpServerExchange exchange, HttpAnswer answer) {
        if (exchange.isResponseStarted()) {
            return;
        }
        exchange.setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.getResponseHeaders().put(CONTENT_TYPE_OPTIONS, "nosniff");
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        if (bodiless || answer.body().length == 0) {
            exchange.endExchange();
        } else {
            exchange.setResponseContentLength(answer.body().length);
            exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()), IoCallback.END_EXCHANGE);
        }
    }
}
