package io.parley.e2e.play;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.wire.RawSocket;
import io.parley.client.wire.UpgradeRefused;
import io.parley.e2e.checker.Recorder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One device of a person. It keeps what the contract asks a device to keep: its last seq, and what it sent that has
 * neither ack nor event, which it sends again after a reconnection.
 */
public final class Device {

    /** A connection and its page in the book: what is written there was said here. */
    private record Link(Recorder.Line page, RawSocket socket) {}

    /** How long anything may take before a test gives up; generous, since the machine is shared. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Play play;
    private final Person person;
    private final String name;
    private final Map<String, JsonNode> unsettled = new LinkedHashMap<>();
    private BiConsumer<Device, JsonNode> onEvent = (device, frame) -> {};
    private volatile Recorder.@Nullable Line newest;
    private volatile @Nullable Link link;
    private long lastSeq = -1;
    private volatile boolean mute;

    Device(Play play, Person person, String name) {
        this.play = play;
        this.person = person;
        this.name = name;
    }

    public Person person() {
        return person;
    }

    public String name() {
        return name;
    }

    /** Hears each frame of the server as it comes, on the loop's thread. */
    public Device onFrame(BiConsumer<Device, JsonNode> ears) {
        onEvent = ears;
        return this;
    }

    /** Connects for the first time, or anew: without {@code since}. */
    public Device connect(int edge) {
        return connect(edge, OptionalLong.empty());
    }

    /** Comes back with the last seq. */
    public Device resume(int edge) {
        long last = lastSeq();
        return connect(edge, last < 0 ? OptionalLong.empty() : OptionalLong.of(last));
    }

    /** Connects, and waits for hello; while the edge is not there, tries the others in turn. */
    public Device connect(int edge, OptionalLong since) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; ; attempt++) {
            try {
                open(edge + attempt, since);
                if (await(frame -> frame.path("type").asText().equals("hello")) != null) {
                    sendAgain();
                    return this;
                }
            } catch (IOException e) {
                // The edge is down or going down; what counts is the deadline.
            } catch (UpgradeRefused e) {
                if (e.status() != 0 && e.status() != 503) {
                    throw new AssertionError(person.id() + "/" + name + " was refused", e);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(person.id() + "/" + name + " could not connect");
            }
            Play.pause();
        }
    }

    /** Says nothing by itself any more, until it connects again. */
    public void mute() {
        mute = true;
    }

    private void open(int edge, OptionalLong since) throws IOException, UpgradeRefused {
        mute = false;
        closed();
        String query = "?device=" + name + (since.isPresent() ? "&since=" + since.getAsLong() : "");
        Recorder.Line page = play.recorder().opened(person.id(), name, since);
        newest = page;
        try {
            RawSocket socket = RawSocket.open(
                    play.loop(),
                    URI.create(play.cluster().edge(edge) + "/ws" + query),
                    Map.of("Authorization", "Bearer " + person.token()),
                    Duration.ofSeconds(10),
                    (from, received) -> heard(new Link(page, from), received));
            link = new Link(page, socket);
        } catch (IOException | UpgradeRefused e) {
            page.closed();
            throw e;
        }
    }

    /** Its first frames may come before {@link #open} has returned: they are answered here, and not on the one before. */
    private void heard(Link from, RawSocket.Received received) {
        if (from.page() == newest) {
            link = from;
        }
        from.page().received(received.json(), received.nanos());
        synchronized (unsettled) {
            JsonNode json = received.json();
            if (received.type().equals("hello")) {
                lastSeq = json.path("resumed").asBoolean()
                        ? lastSeq
                        : json.path("seq").asLong();
            } else if (json.has("seq")) {
                lastSeq = json.path("seq").asLong();
            }
            if (!json.path("client_msg_id").asText().isEmpty()) {
                unsettled.remove(json.path("chat_id").asText() + "\n"
                        + json.path("client_msg_id").asText());
            }
        }
        onEvent.accept(this, received.json());
    }

    private void sendAgain() {
        List<JsonNode> again;
        synchronized (unsettled) {
            again = List.copyOf(unsettled.values());
        }
        again.forEach(this::say);
    }

    /** The last seq that came; -1 before the first connection. */
    public long lastSeq() {
        synchronized (unsettled) {
            return lastSeq;
        }
    }

    /** Whether something that was sent here has neither ack, event nor error yet. */
    public boolean hasUnsettled() {
        synchronized (unsettled) {
            return !unsettled.isEmpty();
        }
    }

    /** Sends words, with an id of their own; gives the client_msg_id. */
    public String send(String chatId, String words) {
        String id = "c" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        send(chatId, id, words);
        return id;
    }

    public void send(String chatId, String clientMsgId, String words) {
        sendSurely(Json.object()
                .put("type", "message")
                .put("chat_id", chatId)
                .put("msg_type", "text")
                .put("content", words)
                .put("client_msg_id", clientMsgId));
    }

    /** Sends a frame that has a {@code client_msg_id}, and sends it again after a reconnection until it is answered. */
    public void sendSurely(JsonNode frame) {
        synchronized (unsettled) {
            unsettled.put(
                    frame.path("chat_id").asText() + "\n"
                            + frame.path("client_msg_id").asText(),
                    frame);
        }
        say(frame);
    }

    /** Sends a frame that is JSON. */
    public void say(JsonNode frame) {
        Link now = link();
        now.page().sent(frame);
        now.socket().text(frame.toString());
    }

    /** Sends a frame, written with single quotes. */
    public void say(String template, Object... values) {
        say(Json.of(template, values));
    }

    /** Says hello to the server without a line in the book, so that it does not think us dead. */
    void beat() {
        Link now = link;
        if (!mute && now != null && now.socket().closeCode().isEmpty()) {
            now.socket().text("{\"type\":\"ping\"}");
        }
    }

    /** The first frame of this connection that fits; null when none comes in time. */
    public @Nullable JsonNode await(Predicate<JsonNode> fits) {
        RawSocket.Received found = socket().await(0, fits, PATIENCE);
        return found == null ? null : found.json();
    }

    /** The first frame of this connection that fits; the test fails when none comes in time. */
    public JsonNode expect(String what, Predicate<JsonNode> fits) {
        JsonNode found = await(fits);
        if (found == null) {
            List<RawSocket.Received> frames = socket().frames();
            throw new AssertionError(person.id() + "/" + name + " never got " + what + "; close code "
                    + socket().closeCode() + "; the last frames: "
                    + frames.subList(Math.max(0, frames.size() - 12), frames.size()));
        }
        return found;
    }

    public JsonNode expectAck(String clientMsgId) {
        return expect(
                "the ack of " + clientMsgId,
                frame ->
                        is(frame, "ack") && frame.path("client_msg_id").asText().equals(clientMsgId));
    }

    public JsonNode expectMessage(String words) {
        return expect(
                "the message " + words,
                frame -> is(frame, "message") && frame.path("content").asText().equals(words));
    }

    /** Waits for the answer (ack, pong, authed or error) that carries this ref. */
    public JsonNode expectRef(String ref) {
        return expect(
                "an answer with ref " + ref, frame -> frame.path("ref").asText().equals(ref));
    }

    /** Everything said so far has been handled: a ping behind it is answered. Gives all frames up to then. */
    public List<JsonNode> settle() {
        String ref = "settle-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        say("{'type':'ping','ref':'%s'}", ref);
        expectRef(ref);
        return frames();
    }

    public List<JsonNode> frames() {
        return socket().frames().stream().map(RawSocket.Received::json).toList();
    }

    public static boolean is(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    public RawSocket socket() {
        return link().socket();
    }

    private Link link() {
        Link now = link;
        if (now == null) {
            throw new IllegalStateException("not connected");
        }
        return now;
    }

    public boolean isOpen() {
        Link now = link;
        return now != null && now.socket().closeCode().isEmpty();
    }

    public OptionalInt awaitClose() {
        OptionalInt code = socket().awaitClose(PATIENCE);
        if (code.isPresent()) {
            closed();
        }
        return code;
    }

    /** Cuts the connection as a broken network would. */
    public void cut() {
        closed();
        socket().wire().abort();
    }

    /** Closes the connection as a client that goes. */
    public void leave() {
        closed();
        socket().close();
    }

    /** Writes down that a connection which is closed is closed. */
    void note() {
        if (!isOpen()) {
            closed();
        }
    }

    private void closed() {
        Link now = link;
        if (now != null) {
            now.page().closed();
        }
    }
}
