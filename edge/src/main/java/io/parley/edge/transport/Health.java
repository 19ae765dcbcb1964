package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.parley.edge.http.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What operators ask: does it live, may it take connections, how does it do. */
final class Health {
    private static final String SCRAPE_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Health() {}

    static HttpHandler alive() {
        return exchange -> Exchanges.answer(exchange, text("text/plain", "ok\n"));
    }

    static HttpHandler ready(BooleanSupplier ready) {
        return exchange -> Exchanges.answer(
                exchange,
                ready.getAsBoolean()
                        ? text("text/plain", "ready\n")
                        : new Problem(503, "unavailable", "This server takes no connections now.").answer());
    }

    /** Scraping walks over all sessions: not on an I/O thread. */
    static HttpHandler metrics(Supplier<String> scrape) {
        return (HttpServerExchange exchange) ->
                exchange.dispatch(() -> Exchanges.answer(exchange, text(SCRAPE_TYPE, scrape.get())));
    }

    private static HttpAnswer text(String type, String text) {
        return new HttpAnswer(200, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
    }
}
