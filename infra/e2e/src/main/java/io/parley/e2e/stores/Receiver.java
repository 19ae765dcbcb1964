package io.parley.e2e.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's server that hears of events, written from Standard Webhooks and not from ours: it takes what is signed and
 * of now, and can be away. It keeps the newest that it was sent.
 */
public final class Receiver implements AutoCloseable {
    public static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int KEPT = 20_000;
    private static final long TOLERANCE_SECONDS = 300;

    private final HttpServer server;
    private final Deque<Event> events = new ArrayDeque<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private volatile boolean away;
    private volatile @Nullable URI next;

    /** What was sent. */
    public record Event(String id, JsonNode body, boolean taken) {
        public String type() {
            return body.path("type").asText();
        }

        public JsonNode data() {
            return body.path("data");
        }
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/hook", this::take);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** From now on says 503, or no longer. */
    public void away(boolean is) {
        away = is;
    }

    /** Never takes events of this type in this chat; says this status to them. */
    public void refuse(String chat, String type, int status) {
        synchronized (refusals) {
            refusals.put(chat + " " + type, status);
        }
    }

    /** What is taken is passed on to there too; to nobody when null. */
    public void passOn(@Nullable URI there) {
        next = there;
    }

    /** What was sent of a chat, as it came, again and again. */
    public List<Event> ofChat(String chat) {
        synchronized (events) {
            return events.stream()
                    .filter(event -> event.data().path("chat_id").asText().equals(chat))
                    .toList();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Headers headers = exchange.getRequestHeaders();
        int status = status(headers, body);
        if (isSigned(headers, body)) {
            Event event = new Event(headers.getFirst("webhook-id"), JSON.readTree(body), status == 204);
            synchronized (events) {
                events.addLast(event);
                if (events.size() > KEPT) {
                    events.removeFirst();
                }
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int status(Headers headers, byte[] body) throws IOException {
        if (!isSigned(headers, body)) {
            return 401;
        }
        if (away) {
            return 503;
        }
        JsonNode event = JSON.readTree(body);
        String what =
                event.at("/data/chat_id").asText() + " " + event.path("type").asText();
        synchronized (refusals) {
            Integer refusal = refusals.get(what);
            if (refusal != null) {
                return refusal;
            }
        }
        URI there = next;
        return there == null ? 204 : passed(there, headers, body);
    }

    private static int passed(URI there, Headers headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(there).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature", "content-type")) {
            request.header(name, headers.getFirst(name));
        }
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notThereYet) {
            return 503;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    private static boolean isSigned(Headers headers, byte[] body) {
        long at = Long.parseLong(headers.getFirst("webhook-timestamp"));
        if (Math.abs(System.currentTimeMillis() / 1_000 - at) > TOLERANCE_SECONDS) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            mac.update((headers.getFirst("webhook-id") + "." + at + ".")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            String mine = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return List.of(headers.getFirst("webhook-signature").split(" ")).contains(mine);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
