package io.parley.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST side of the contract for one user, blocking. What the server refuses is thrown as a {@link Problem}; a
 * network that fails is an {@link IOException}, after which the outcome of a write is unknown.
 */
public final class Rest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http;
    private final URI api;
    private final Supplier<String> token;

    /** {@code base} is the server's address, such as {@code http://127.0.0.1:8080}. */
    public Rest(HttpClient http, URI base, Supplier<String> token) {
        this.http = http;
        this.api = base.resolve("/api/v1/");
        this.token = token;
    }

    /** An answer as it came. */
    public record Answer(int status, JsonNode body, Map<String, java.util.List<String>> headers) {
        /** The answer, when it is a success. */
        public Answer orThrow() {
            if (status >= 300) {
                throw new Problem(
                        status,
                        body.path("code").asText("unknown"),
                        body.path("detail").asText(null));
            }
            return this;
        }
    }

    /** The caller's chats. {@code minSeq} null does not wait. */
    public Pages.Chats chats(@Nullable String cursor, int limit, @Nullable Long minSeq)
            throws IOException, InterruptedException {
        return get("chats" + query("cursor", cursor, "limit", limit, "min_seq", minSeq), Pages.Chats.class);
    }

    /** Makes a group, or gives the one that this {@code clientChatId} made before. */
    public Chat createGroup(String name, Collection<String> members, String clientChatId)
            throws IOException, InterruptedException {
        ObjectNode body =
                FrameCodec.JSON.createObjectNode().put("type", "group").put("name", name);
        body.set("members", FrameCodec.JSON.valueToTree(members));
        return write("POST", "chats", body.put("client_chat_id", clientChatId), Chat.class);
    }

    /** The one direct chat with this user. */
    public Chat createDirect(String user) throws IOException, InterruptedException {
        ObjectNode body = FrameCodec.JSON.createObjectNode().put("type", "direct");
        body.putArray("members").add(user);
        return write("POST", "chats", body, Chat.class);
    }

    public Chat chat(String chatId) throws IOException, InterruptedException {
        return get("chats/" + segment(chatId), Chat.class);
    }

    public Chat rename(String chatId, String name) throws IOException, InterruptedException {
        return write(
                "PATCH",
                "chats/" + segment(chatId),
                FrameCodec.JSON.createObjectNode().put("name", name),
                Chat.class);
    }

    public Chat mute(String chatId, boolean muted) throws IOException, InterruptedException {
        return write(
                "PATCH",
                "chats/" + segment(chatId),
                FrameCodec.JSON.createObjectNode().put("muted", muted),
                Chat.class);
    }

    public Chat addMembers(String chatId, Collection<String> users) throws IOException, InterruptedException {
        ObjectNode body = FrameCodec.JSON.createObjectNode();
        body.set("members", FrameCodec.JSON.valueToTree(users));
        return write("POST", "chats/" + segment(chatId) + "/members", body, Chat.class);
    }

    public Chat setRole(String chatId, String user, String role) throws IOException, InterruptedException {
        return write(
                "PATCH",
                "chats/" + segment(chatId) + "/members/" + segment(user),
                FrameCodec.JSON.createObjectNode().put("role", role),
                Chat.class);
    }

    /** Removes a member; with the caller's own id, leaves. */
    public void removeMember(String chatId, String user) throws IOException, InterruptedException {
        call("DELETE", "chats/" + segment(chatId) + "/members/" + segment(user), null)
                .orThrow();
    }

    /** History: {@code direction} is {@code before}, {@code after} or {@code around}; without {@code msgId} the newest. */
    public Pages.Messages messages(
            String chatId, String direction, @Nullable String msgId, int limit, @Nullable Long minSeq)
            throws IOException, InterruptedException {
        return get(
                "chats/" + segment(chatId) + "/messages" + query(direction, msgId, "limit", limit, "min_seq", minSeq),
                Pages.Messages.class);
    }

    public Message message(String chatId, String msgId) throws IOException, InterruptedException {
        return get("chats/" + segment(chatId) + "/messages/" + segment(msgId), Message.class);
    }

    /** Sends as the frame does, and waits for the message. */
    public Message send(ClientFrame.Send frame) throws IOException, InterruptedException {
        ObjectNode body = FrameCodec.JSON.valueToTree(frame);
        body.remove(java.util.List.of("type", "chat_id"));
        return write("POST", "chats/" + segment(frame.chatId()) + "/messages", body, Message.class);
    }

    /** Deletes as the frame does; again within a day it is the same deletion. An app server may delete anybody's. */
    public void delete(String chatId, String msgId) throws IOException, InterruptedException {
        call("DELETE", "chats/" + segment(chatId) + "/messages/" + segment(msgId), null)
                .orThrow();
    }

    /**
     * Tells those who moderate of a message; nobody in the chat hears of it. Once for each message: again is the same
     * report. {@code reason} is {@code spam}, {@code harassment}, {@code hate}, {@code violence}, {@code sexual},
     * {@code self_harm}, {@code illegal} or {@code other}; {@code text}, when there is one, 1 to 1,000 code points.
     */
    public void report(String chatId, String msgId, String reason, @Nullable String text)
            throws IOException, InterruptedException {
        ObjectNode body = FrameCodec.JSON.createObjectNode().put("reason", reason);
        if (text != null) {
            body.put("text", text);
        }
        call("POST", "chats/" + segment(chatId) + "/messages/" + segment(msgId) + "/report", body)
                .orThrow();
    }

    /**
     * Uploads a file, as large as it may be; it is read from the disk as it is sent. Its id then goes into a message of
     * this chat.
     */
    public UploadedFile upload(String chatId, Path file) throws IOException, InterruptedException {
        HttpRequest request = request(
                        "chats/" + segment(chatId) + "/files" + query("name", String.valueOf(file.getFileName())))
                .timeout(UPLOAD_TIMEOUT)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        return FrameCodec.JSON.treeToValue(answer(request).orThrow().body(), UploadedFile.class);
    }

    /** URLs that open a file for a while; they take no token. */
    public FileLinks file(String chatId, String fileId) throws IOException, InterruptedException {
        return get("chats/" + segment(chatId) + "/files/" + segment(fileId) + "?format=json", FileLinks.class);
    }

    public Pages.Receipts receipts(String chatId, String msgId) throws IOException, InterruptedException {
        return get("chats/" + segment(chatId) + "/messages/" + segment(msgId) + "/receipts", Pages.Receipts.class);
    }

    public Pages.Users users(Collection<String> ids) throws IOException, InterruptedException {
        return get("users" + query("ids", String.join(",", ids)), Pages.Users.class);
    }

    /** The caller's own profile. */
    public Pages.User profile(String name, @Nullable String avatarUrl) throws IOException, InterruptedException {
        ObjectNode body = FrameCodec.JSON.createObjectNode().put("name", name);
        if (avatarUrl != null) {
            body.put("avatar_url", avatarUrl);
        }
        return write("PUT", "users/me", body, Pages.User.class);
    }

    /** Any call below {@code /api/v1/}: the answer as it came, also a refusal. */
    public Answer call(String method, String path, @Nullable JsonNode body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return answer(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + token.get());
    }

    private Answer answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                answer.statusCode(), json(answer.body()), answer.headers().map());
    }

    /** A query string of these names and values; what is null is left out. */
    static String query(@Nullable Object... pairs) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                query.add(pairs[i] + "=" + segment(String.valueOf(pairs[i + 1])));
            }
        }
        return query.toString();
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? FrameCodec.JSON.createObjectNode() : FrameCodec.JSON.readTree(body);
        } catch (JacksonException e) {
            return FrameCodec.JSON.createObjectNode().put("not_json", body);
        }
    }

    private <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
        return FrameCodec.JSON.treeToValue(call("GET", path, null).orThrow().body(), type);
    }

    private <T> T write(String method, String path, JsonNode body, Class<T> type)
            throws IOException, InterruptedException {
        return FrameCodec.JSON.treeToValue(call(method, path, body).orThrow().body(), type);
    }
}
