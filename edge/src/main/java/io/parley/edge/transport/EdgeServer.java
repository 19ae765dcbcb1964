package io.parley.edge.transport;

import io.parley.edge.EdgeSettings;
import io.parley.edge.Limits;
import io.parley.edge.auth.Authenticator;
import io.parley.edge.auth.TokenIssuer;
import io.parley.edge.bus.LeaseView;
import io.parley.edge.http.HttpRoutes;
import io.parley.edge.http.HttpUploads;
import io.parley.edge.rates.RateSettings;
import io.parley.edge.rates.Rates;
import io.parley.edge.session.Sessions;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;

/**
 * The edge's listener: sockets at {@code /ws}, calls under {@code /api/v1}, the page and what operators ask; and a second
 * one for operators alone, where that is set.
 */
public final class EdgeServer implements AutoCloseable {
    private static final String METRICS = "/metrics";
    private static final int HEADER_BYTES = 32 << 10;
    private static final int REQUEST_PARSE_MS = 10_000;

    /** Of a form. The server's limit is above the files' own, which has an answer; unset, it ends bodies over 2 MiB. */
    private static final long AROUND_FILE_BYTES = 1 << 20;

    /**
     * What the server serves.
     *
     * @param uploads calls whose bodies are not read whole
     * @param filesOrigin URL of the store from which the page shows pictures; empty when it is AWS
     * @param open whether connections are taken; not before the edge knows what was revoked, nor while it drains
     * @param local makes tokens in local mode, else null
     * @param scrape the metrics' text
     */
    public record Parts(
            Authenticator authenticator,
            Rates rates,
            Sessions sessions,
            LeaseView lease,
            HttpRoutes routes,
            HttpUploads uploads,
            String filesOrigin,
            BooleanSupplier open,
            @Nullable TokenIssuer local,
            Supplier<String> scrape) {}

    private static final int ADMIN_THREADS = 1;

    private final Listener listener;
    private final @Nullable Listener admin;

    public EdgeServer(EdgeSettings settings, Parts parts) {
        this.admin = settings.getInt(EdgeSettings.ADMIN_PORT) < 0 ? null : admin(settings, parts);
        this.listener = new Listener(
                new Listener.Terms(
                        settings.getString(EdgeSettings.HOST),
                        settings.getInt(EdgeSettings.PORT),
                        settings.getInt(EdgeSettings.IO_THREADS),
                        settings.getInt(EdgeSettings.WORKER_THREADS),
                        settings.getInt(EdgeSettings.SOCKET_SEND_BUFFER)),
                OptionMap.builder()
                        .set(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
                        .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_MS)
                        .set(UndertowOptions.MAX_ENTITY_SIZE, settings.limits().fileBytes() + AROUND_FILE_BYTES)
                        .getMap(),
                handler(settings, parts));
    }

    private static Listener admin(EdgeSettings settings, Parts parts) {
        Map<String, HttpHandler> paths = new HashMap<>(health(parts));
        paths.put(METRICS, metrics(parts));
        HttpHandler other = exchange -> Exchanges.problem(exchange, 404, "not_found", "There is nothing here.");
        return new Listener(
                new Listener.Terms(
                        settings.getString(EdgeSettings.ADMIN_HOST),
                        settings.getInt(EdgeSettings.ADMIN_PORT),
                        ADMIN_THREADS,
                        ADMIN_THREADS,
                        settings.getInt(EdgeSettings.SOCKET_SEND_BUFFER)),
                OptionMap.create(
                        UndertowOptions.MAX_HEADER_SIZE,
                        HEADER_BYTES,
                        UndertowOptions.REQUEST_PARSE_TIMEOUT,
                        REQUEST_PARSE_MS),
                exchange -> paths.getOrDefault(exchange.getRequestPath(), other).handleRequest(exchange));
    }

    private static Map<String, HttpHandler> health(Parts parts) {
        return Map.of(
                "/healthz",
                readOnly(Health.alive()),
                "/readyz",
                readOnly(Health.ready(
                        () -> parts.open().getAsBoolean() && parts.lease().holding() != null)));
    }

    private static HttpHandler metrics(Parts parts) {
        return readOnly(Health.metrics(parts.scrape()));
    }

    private static HttpHandler handler(EdgeSettings settings, Parts parts) {
        HttpHandler page = new Page(EdgeServer.class.getClassLoader(), parts.filesOrigin());
        Map<String, HttpHandler> exact = new HashMap<>(health(parts));
        if (settings.getInt(EdgeSettings.ADMIN_PORT) < 0) {
            exact.put(METRICS, metrics(parts));
        }
        exact.put("/local/token", parts.local() == null ? page : new LocalTokens(parts.local()));
        exact.put(
                "/ws",
                new Upgrade(
                        upgradeTerms(settings, parts),
                        parts.authenticator(),
                        parts.sessions(),
                        parts.lease(),
                        parts.rates()));
        // Who asks before sending a body is told to go on when it is read, or refused before it comes.
        HttpHandler api = new HttpContinueReadHandler(new Api(
                parts.authenticator(),
                parts.routes(),
                new Callers(
                        parts.rates().calls(),
                        parts.rates().serviceCalls(),
                        parts.rates().refusals(),
                        settings.getBoolean(RateSettings.FORWARDED)),
                new Uploads(parts.uploads(), settings.millis(EdgeSettings.BODY_IDLE)),
                new Api.Bodies(
                        settings.getInt(EdgeSettings.REST_BODY_BYTES), settings.millis(EdgeSettings.BODY_TIMEOUT))));
        return exchange -> {
            String path = exchange.getRequestPath();
            boolean isCall = path.equals(Api.PREFIX) || path.startsWith(Api.PREFIX + "/");
            (isCall ? api : exact.getOrDefault(path, page)).handleRequest(exchange);
        };
    }

    private static HttpHandler readOnly(HttpHandler reads) {
        return exchange -> {
            if (Exchanges.isRead(exchange)) {
                reads.handleRequest(exchange);
            } else {
                Exchanges.onlyRead(exchange);
            }
        };
    }

    private static Upgrade.Terms upgradeTerms(EdgeSettings settings, Parts parts) {
        return new Upgrade.Terms(
                new OriginRule(settings.getList(EdgeSettings.ALLOWED_ORIGINS)),
                parts.open(),
                settings.getBoolean(RateSettings.FORWARDED),
                settings.getInt(EdgeSettings.MAX_CONNECTIONS),
                new WebSocket.Terms(
                        settings.getInt(Limits.FRAME_BYTES),
                        settings.getInt(EdgeSettings.SOCKET_OWED_BYTES),
                        settings.millis(EdgeSettings.CLOSE_TIMEOUT)));
    }

    public void start() {
        if (admin != null) {
            admin.start();
        }
        listener.start();
    }

    /** The port for operators alone; the same as {@link #port} where none is set. */
    public int adminPort() {
        return admin == null ? port() : admin.port();
    }

    /** The port that is listened on, which is another than the configured one when that is 0. */
    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
        if (admin != null) {
            admin.close();
        }
    }
}
