package io.parley.e2e.stores;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** FCM as far as the push sink asks it: every token that begins with {@code gone} is unregistered. */
public final class Fcm implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNREGISTERED =
            "{'error':{'code':404,'status':'NOT_FOUND','details':[{'errorCode':'UNREGISTERED'}]}}";

    private final HttpServer server;
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();

    public Fcm() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/token",
                exchange -> answer(exchange, 200, "{'access_token':'t','expires_in':3600,'token_type':'Bearer'}"));
        server.createContext("/v1/projects/parley-test/messages:send", this::send);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was sent to a token, in order. */
    public List<JsonNode> sentTo(String token) {
        return messages.stream()
                .filter(message -> message.path("token").asText().equals(token))
                .toList();
    }

    /** The key of a service account whose access tokens are given here. */
    public Path account() throws IOException, GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        Map<String, String> account = Map.of(
                "type", "service_account",
                "project_id", "parley-test",
                "private_key_id", "k1",
                "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
                "client_email", "push@parley-test.example",
                "client_id", "1",
                "token_uri", url() + "/token");
        Path file = Files.createTempFile("account", ".json");
        file.toFile().deleteOnExit();
        return Files.writeString(file, JSON.writeValueAsString(account));
    }

    private void send(HttpExchange exchange) throws IOException {
        JsonNode message =
                JSON.readTree(exchange.getRequestBody().readAllBytes()).path("message");
        messages.add(message);
        boolean gone = message.path("token").asText().startsWith("gone");
        answer(exchange, gone ? 404 : 200, gone ? UNREGISTERED : "{'name':'1'}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
