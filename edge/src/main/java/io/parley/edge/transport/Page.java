package io.parley.edge.transport;

import io.parley.edge.http.HttpAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web client: resources under {@code web/} on the class path, kept once read (there are as many as were packed).
 * Files whose name holds a hash of their content may be cached for ever; all others are asked for by their ETag.
 */
final class Page implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Page.class);
    private static final Pattern SAFE_PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");
    private static final Pattern HASHED = Pattern.compile(".*[.-][A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob: https:%s; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private record Asset(HttpAnswer whole, HttpAnswer unchanged, String etag) {}

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final ClassLoader loader;
    private final String policy;

    /** @param filesUrl of the store of files: pictures are shown from there, and nothing else comes from it */
    Page(ClassLoader loader, String filesUrl) {
        this.loader = loader;
        this.policy = String.format(POLICY, source(filesUrl));
    }

    /** One with https is allowed already. */
    private static String source(String url) {
        if (!url.startsWith("http:")) {
            return "";
        }
        URI uri = URI.create(url);
        return " http://" + uri.getAuthority();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath().equals("/") ? "/index.html" : exchange.getRequestPath();
        if (!SAFE_PATH.matcher(path).matches()) {
            notFound(exchange);
        } else if (!Exchanges.isRead(exchange)) {
            Exchanges.onlyRead(exchange);
        } else if (assets.containsKey(path)) {
            answer(exchange, assets.get(path));
        } else {
            exchange.dispatch(() -> answer(exchange, load(path)));
        }
    }

    private static void answer(HttpServerExchange exchange, @Nullable Asset asset) {
        if (asset == null) {
            notFound(exchange);
        } else if (asset.etag().equals(Exchanges.header(exchange, Headers.IF_NONE_MATCH))) {
            Exchanges.answer(exchange, asset.unchanged());
        } else {
            Exchanges.answer(exchange, asset.whole());
        }
    }

    private static void notFound(HttpServerExchange exchange) {
        Exchanges.problem(exchange, 404, "not_found", "There is nothing at this path.");
    }

    private @Nullable Asset load(String path) {
        try (InputStream in = loader.getResourceAsStream("web" + path)) {
            if (in == null) {
                return null;
            }
            Asset asset = asset(path, in.readAllBytes());
            assets.put(path, asset);
            return asset;
        } catch (IOException e) {
            LOG.error("{} cannot be read from the class path", path, e);
            return null;
        }
    }

    private Asset asset(String path, byte[] body) {
        String etag = '"' + hash(body) + '"';
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type == null ? "application/octet-stream" : type);
        headers.put("ETag", etag);
        headers.put(
                "Cache-Control", HASHED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache");
        headers.put("Content-Security-Policy", policy);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return new Asset(new HttpAnswer(200, headers, body), new HttpAnswer(304, headers, new byte[0]), etag);
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
