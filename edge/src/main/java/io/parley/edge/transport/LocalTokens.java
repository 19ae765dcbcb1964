package io.parley.edge.transport;

import io.parley.edge.auth.TokenIssuer;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.protocol.Json;
import io.parley.ids.Ids;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Local mode alone: anybody on this machine may be anybody. To all others, and to pages that reach this machine under
 * another name, there is nothing here.
 */
final class LocalTokens implements HttpHandler {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private final TokenIssuer issuer;

    LocalTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String user = Exchanges.parameter(exchange, "user");
        if (!isLocal(exchange)) {
            Exchanges.problem(exchange, 404, "not_found", "There is nothing at this path.");
        } else if (!Ids.isValid(user)) {
            Exchanges.problem(exchange, 422, "bad_request", "user has 1 to 64 of A-Z a-z 0-9 _ - .");
        } else {
            String token = issuer.issue(String.valueOf(user), name(exchange), LIFE);
            byte[] body = Json.object(json -> json.writeStringField("token", token));
            Map<String, String> headers = Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
            Exchanges.answer(exchange, new HttpAnswer(200, headers, body));
        }
    }

    private static @Nullable String name(HttpServerExchange exchange) {
        return Exchanges.parameter(exchange, "name");
    }

    private static boolean isLocal(HttpServerExchange exchange) {
        String host = Exchanges.header(exchange, Headers.HOST);
        return exchange.getSourceAddress().getAddress().isLoopbackAddress()
                && host != null
                && LOCAL_HOST.matcher(host).matches();
    }
}
