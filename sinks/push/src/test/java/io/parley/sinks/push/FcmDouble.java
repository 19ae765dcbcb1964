package io.parley.sinks.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** FCM HTTP v1 and Google's token endpoint over real HTTP; answers what it was told to, then 200. */
final class FcmDouble implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final AtomicInteger tokensGiven = new AtomicInteger();
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    record Answer(int status, String body, Map<String, String> headers) {}

    FcmDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/token", this::token);
        server.createContext("/v1/projects/parley-test/messages:send", this::send);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int status, String errorStatus, String errorCode, Map<String, String> headers) {
        String details = errorCode.isEmpty()
                ? ""
                : ",\"details\":[{\"@type\":\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\""
                        + errorCode + "\"}]";
        String body = "{\"error\":{\"code\":" + status + ",\"message\":\"no\",\"status\":\"" + errorStatus + "\""
                + details + "}}";
        answers.add(new Answer(status, body, headers));
    }

    void answersPlain(int status, String body) {
        answers.add(new Answer(status, body, Map.of()));
    }

    /** The key of a service account whose tokens are given here. */
    Path account(Path folder) throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        return Files.writeString(
                folder.resolve("account.json"),
                JSON.writeValueAsString(Map.of(
                        "type", "service_account",
                        "project_id", "parley-test",
                        "private_key_id", "k1",
                        "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
                        "client_email", "push@parley-test.example",
                        "client_id", "1",
                        "token_uri", url() + "/token")));
    }

    private void token(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String body = "{\"access_token\":\"t" + tokensGiven.incrementAndGet()
                + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
        write(exchange, new Answer(200, body, Map.of()));
    }

    private void send(HttpExchange exchange) throws IOException {
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        messages.add(JSON.readTree(exchange.getRequestBody().readAllBytes()).path("message"));
        Answer answer = answers.poll();
        write(exchange, answer == null ? new Answer(200, "{\"name\":\"projects/x/messages/1\"}", Map.of()) : answer);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
