package io.parley.e2e.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.client.Rest;
import io.parley.client.Tokens;
import io.parley.e2e.checker.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A user: their devices, and their REST calls, all written down. */
public final class Person {

    private final Play play;
    private final String id;
    private volatile String token;
    private final List<Device> devices = new CopyOnWriteArrayList<>();

    Person(Play play, String id) {
        this.play = play;
        this.id = id;
        this.token = fresh(Duration.ofHours(2));
    }

    private String fresh(Duration ttl) {
        return Tokens.hs256(play.cluster().secret(), id, ttl);
    }

    /** From now on comes with a new token, which is good for so long. */
    public void holdFor(Duration ttl) {
        token = fresh(ttl);
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public List<Device> devices() {
        return devices;
    }

    Device anyDevice(Random random) {
        return devices.get(random.nextInt(devices.size()));
    }

    /** One more device; not connected yet. */
    public Device device(String name) {
        Device device = new Device(play, this, name);
        devices.add(device);
        play.heartOf(device);
        return device;
    }

    /** A call on the first edge. */
    public Rest.Answer call(String method, String path, @Nullable JsonNode body) {
        return call(0, method, path, body);
    }

    /** A call, as it is answered; a 503 is tried again, as the contract says it may, for as long as patience holds. */
    public Rest.Answer call(int edge, String method, String path, @Nullable JsonNode body) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            Rest.Answer answer = once(edge + attempt, method, path, body);
            if (answer.status() != 503 || System.nanoTime() > deadline) {
                return answer;
            }
            Play.pause();
        }
    }

    private Rest.Answer once(int edge, String method, String path, @Nullable JsonNode body) {
        long start = System.nanoTime();
        try {
            Rest.Answer answer = new Rest(play.http(), play.cluster().edge(edge), () -> token).call(method, path, body);
            JsonNode asked = body == null ? MissingNode.getInstance() : body;
            play.recorder()
                    .called(new Call(
                            id, method, path, asked, answer.status(), answer.body(), start, System.nanoTime()));
            return answer;
        } catch (IOException e) {
            play.recorder().unanswered(id, method, path, body, start);
            return new Rest.Answer(503, MissingNode.getInstance(), Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** A read was 503 for all of one's patience: the tables lag, which they may while something is broken. */
    static final class Unavailable extends AssertionError {
        Unavailable(String what) {
            super(what);
        }
    }

    public JsonNode get(String path) {
        Rest.Answer answer = call("GET", path, null);
        if (answer.status() == 503) {
            throw new Unavailable("GET " + path + " by " + id + " stays 503: " + answer.body());
        }
        assertThat(answer.status())
                .as("GET %s by %s: %s", path, id, answer.body())
                .isEqualTo(200);
        return answer.body();
    }

    /** The direct chat with another; its id. */
    public String direct(Person other) {
        Rest.Answer answer = call("POST", "chats", Json.of("{'type':'direct','members':['%s']}", other.id()));
        assertThat(answer.status()).as("direct chat: %s", answer.body()).isIn(200, 201);
        return answer.body().path("chat_id").asText();
    }

    /** A new group; its id. */
    public String group(String name, List<Person> others) {
        Rest.Answer answer = call(
                "POST",
                "chats",
                Json.of(
                        "{'type':'group','name':'%s','members':%s,'client_chat_id':'%s'}",
                        name, Json.array(others.stream().map(Person::id).toList()), play.unique("cc")));
        assertThat(answer.status()).as("group: %s", answer.body()).isIn(200, 201);
        return answer.body().path("chat_id").asText();
    }

    /** All chats, page by page. */
    public List<JsonNode> chats(long minSeq) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("chats?limit=200&min_seq=" + minSeq + cursor);
            page.path("chats").forEach(all::add);
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** The whole history of a chat, newest first, page by page. */
    public List<JsonNode> history(String chatId, long minSeq, int limit) {
        List<JsonNode> all = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = get("chats/" + chatId + "/messages?limit=" + limit + "&min_seq=" + minSeq + before);
            page.path("messages").forEach(all::add);
            before = page.path("next_before").isTextual()
                    ? "&before=" + page.path("next_before").asText()
                    : "";
        } while (!before.isEmpty());
        return all;
    }

    /** The whole history of every chat. */
    public Map<String, List<JsonNode>> histories(List<JsonNode> chats, long minSeq) {
        Map<String, List<JsonNode>> all = new TreeMap<>();
        for (JsonNode chat : chats) {
            String chatId = chat.path("chat_id").asText();
            all.put(chatId, history(chatId, minSeq, 100));
        }
        return all;
    }
}
