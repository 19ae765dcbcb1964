package io.parley.e2e.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.client.Tokens;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import io.parley.e2e.play.Pngs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A group with one of each, somebody who was removed, and somebody who never was there; and a direct chat. */
public final class Scene {
    /** Said in the group, and to be found in no log. */
    public static final String WORDS = "Whisper-7f3a";

    private final Play play;
    private final Map<Column, Person> people = new EnumMap<>(Column.class);
    private final Map<Column, Device> devices = new EnumMap<>(Column.class);
    private final Map<Column, String> own = new EnumMap<>(Column.class);
    private final Map<Column, String> ofMate = new EnumMap<>(Column.class);
    private final Map<Column, String> ownToDelete = new EnumMap<>(Column.class);
    private final Map<Column, String> ofMateToDelete = new EnumMap<>(Column.class);
    private final Person served;
    private final Person mate;
    private final Device mates;
    private final String group;
    private final String farewell;
    private final String direct;
    private final String ofPeer;
    private final String file;

    public Scene(Play play) {
        this.play = play;
        Stream.of(Column.values())
                .filter(Column::isSomebody)
                .forEach(column -> people.put(column, play.person(column.name().toLowerCase(Locale.ROOT))));
        served = play.person("served");
        mate = play.person("mate");
        mates = mate.device("phone").connect(0);
        group = groupOfAll("Rights");
        farewell = groupOfAll("Farewell");
        Stream.of(Column.REMOVED, Column.MEMBER, Column.ADMIN, Column.OWNER).forEach(column -> {
            own.put(column, say(person(column), group));
            ownToDelete.put(column, say(person(column), group));
        });
        direct = person(Column.MEMBER).direct(mate);
        ofPeer = say(mate, direct);
        file = upload();
        for (Column column : Column.values()) {
            ofMate.put(column, say(mate, group));
            ofMateToDelete.put(column, say(mate, group));
        }
        Stream.of(group, farewell)
                .forEach(chat -> done(person(Column.OWNER)
                        .call(
                                "DELETE",
                                "chats/" + chat + "/members/"
                                        + person(Column.REMOVED).id(),
                                null)));
        people.forEach(
                (column, person) -> devices.put(column, person.device("phone").connect(0)));
    }

    private String groupOfAll(String name) {
        List<Person> others = new ArrayList<>(
                List.of(person(Column.REMOVED), person(Column.MEMBER), person(Column.ADMIN), mate, victim("deputy")));
        Stream.of(Column.values()).forEach(column -> others.add(victim(column.name())));
        String chat = person(Column.OWNER).group(name, others);
        for (Person admin : List.of(person(Column.ADMIN), victim("deputy"))) {
            done(person(Column.OWNER)
                    .call("PATCH", "chats/" + chat + "/members/" + admin.id(), Json.of("{'role':'admin'}")));
        }
        return chat;
    }

    private static void done(Rest.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isBetween(200, 299);
    }

    private String say(Person who, String chat) {
        Rest.Answer answer = who.call(
                "POST",
                "chats/" + chat + "/messages",
                Json.of("{'content':'%s','client_msg_id':'%s'}", WORDS, play.unique("m")));
        done(answer);
        return answer.body().path("msg_id").asText();
    }

    private String upload() {
        HttpResponse<byte[]> answer = send(request("chats/" + group + "/files?name=a.png", mate.token())
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(Pngs.plain(8, 8))));
        String id = parse(answer).path("file_id").asText();
        done(mate.call(
                "POST",
                "chats/" + group + "/messages",
                Json.of("{'msg_type':'image','file_id':'%s','client_msg_id':'%s'}", id, play.unique("m"))));
        return id;
    }

    // Who and what.

    Person person(Column column) {
        return Objects.requireNonNull(people.get(column), column.name());
    }

    Person victim(String name) {
        return play.person("victim-" + name.toLowerCase(Locale.ROOT));
    }

    Device device(Column column) {
        return Objects.requireNonNull(devices.get(column), column.name());
    }

    Person mate() {
        return mate;
    }

    Device mates() {
        return mates;
    }

    String group() {
        return group;
    }

    /** A group to leave. */
    String farewell() {
        return farewell;
    }

    String direct() {
        return direct;
    }

    String ofPeer() {
        return ofPeer;
    }

    String file() {
        return file;
    }

    /** A message of the one who tries; of another when they have none. */
    String own(Column column) {
        return own.getOrDefault(column, ofMate(column));
    }

    /** A message of another, for this one alone to act upon. */
    String ofMate(Column column) {
        return Objects.requireNonNull(ofMate.get(column));
    }

    /** The same for a call that deletes it. */
    String ownToDelete(Column column) {
        return ownToDelete.getOrDefault(column, Objects.requireNonNull(ofMateToDelete.get(column)));
    }

    String ofMateToDelete(Column column) {
        return Objects.requireNonNull(ofMateToDelete.get(column));
    }

    /** For whom a column asks. */
    String user(Column column) {
        if (column == Column.SERVICE) {
            return served.id();
        }
        return (column.isSomebody() ? person(column) : mate).id();
    }

    String unique(String name) {
        return play.unique(name);
    }

    private @Nullable String token(Column column) {
        return switch (column) {
            case NO_TOKEN -> null;
            case EXPIRED ->
                Tokens.hs256(play.cluster().secret(), person(Column.OWNER).id(), Duration.ofSeconds(-10));
            case SERVICE ->
                Tokens.hs256(
                        play.cluster().secret(),
                        Map.of(
                                "sub",
                                "app-server",
                                "scope",
                                "service",
                                "exp",
                                Instant.now().plus(Duration.ofHours(1)).getEpochSecond()));
            default -> person(column).token();
        };
    }

    // Calls.

    /** The status, and the code of a problem. 503 is tried again, as the contract says it may be. */
    String call(Column column, String method, String path, @Nullable JsonNode body) {
        String text = body == null ? "" : body.toString();
        return call(column, method, path, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    String call(Column column, String method, String path, String type, byte[] body) {
        HttpRequest.Builder request = request(path, token(column));
        if (column == Column.SERVICE) {
            request.header("Parley-User", served.id());
        }
        request.header("Content-Type", type)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        HttpResponse<byte[]> answer = send(request);
        while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
            answer = send(request);
        }
        return answer.statusCode()
                + (answer.statusCode() < 400
                        ? ""
                        : " " + parse(answer).path("code").asText());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        play.cluster().edge(0).resolve("/api/v1/" + path))
                .timeout(Duration.ofSeconds(60));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return play.http().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode parse(HttpResponse<byte[]> answer) {
        return Json.parse(new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** What is answered to who asks for a socket and must not have one. */
    String upgrade(Column column) {
        String token = token(column);
        URI edge = play.cluster().edge(0);
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(edge.resolve("/ws" + (token == null ? "" : "?token=" + token)))
                        .timeout(Duration.ofSeconds(60)));
        assertThat(answer.statusCode()).isIn(401, 403);
        return answer.statusCode() + " " + parse(answer).path("code").asText();
    }
}
