package io.parley.e2e.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.Rest;
import io.parley.e2e.play.Device;
import io.parley.e2e.play.Json;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** How people misbehave, and what must come of it. Done again while a fault of another kind comes between. */
enum Manner {
    HALF_OPEN(
            "half-open",
            "a client vanishes without a word to anybody: its socket stays, unread and unwritten",
            "after two heartbeats it is closed (4408) and its user offline; it comes back with `since`") {
        @Override
        OptionalInt once(Pair two) {
            two.device.mute();
            two.device.socket().wire().reading(false);
            two.awaitStatus("offline");
            two.device.socket().wire().reading(true);
            return two.device.awaitClose();
        }

        @Override
        int code() {
            return 4408;
        }
    },
    DEAF(
            "deaf",
            "a client goes on saying that it is there, but takes nothing, while its user is sent more than a socket may owe",
            "it is closed (4429), and comes back with `since`") {
        @Override
        OptionalInt once(Pair two) {
            two.device.socket().wire().reading(false);
            String much = "x".repeat(PIECE);
            for (int sent = 0; sent < OWED + OWED / 3; sent += PIECE) {
                two.friendSays(much);
            }
            two.device.socket().wire().reading(true);
            return two.device.awaitClose();
        }

        @Override
        int code() {
            return 4429;
        }
    },
    FLOOD(
            "flood",
            "a client sends messages as fast as it can, and then frames that are none",
            "what is over the limit is answered `rate_limited`; the bad frames get it closed (1008), and it comes back") {
        @Override
        OptionalInt once(Pair two) {
            for (int i = 0; i < 4 * BURST && two.device.isOpen(); i++) {
                two.device.say(
                        "{'type':'message','chat_id':'%s','content':'%d','client_msg_id':'%s'}",
                        two.chat, i, two.play.unique("f"));
            }
            JsonNode refused =
                    two.device.await(frame -> frame.path("code").asText().equals("rate_limited"));
            if (refused == null) {
                return OptionalInt.empty();
            }
            for (int i = 0; i < BAD && two.device.isOpen(); i++) {
                two.device.socket().text("no frame");
            }
            return two.device.awaitClose();
        }

        @Override
        int code() {
            return 1008;
        }
    },
    EXPIRED(
            "expired",
            "a client goes on with a token whose time is over",
            "it is closed (4401), and comes back with a new one and `since`") {
        @Override
        OptionalInt once(Pair two) {
            two.person.holdFor(Duration.ofSeconds(3));
            two.device.resume(0);
            two.person.holdFor(Duration.ofHours(2));
            return two.device.awaitClose();
        }

        @Override
        int code() {
            return 4401;
        }
    };

    private static final int PIECE = 15_000;
    private static final int OWED = 2 << 20;
    private static final int BURST = 100;
    private static final int BAD = 40;

    private final String word;
    private final String does;
    private final String undone;

    Manner(String word, String does, String undone) {
        this.word = word;
        this.does = does;
        this.undone = undone;
    }

    /** What a stack must be set to for these to come to anything within a round. */
    static Map<String, String> settings() {
        return Map.of(
                "edge.socket.owed.bytes",
                Integer.toString(OWED),
                "rate.limits",
                "on",
                "rate.sends.per.second",
                Integer.toString(BURST / 2),
                "rate.sends.burst",
                Integer.toString(BURST));
    }

    String word() {
        return word;
    }

    String does() {
        return does;
    }

    String undone() {
        return undone;
    }

    /** One try; the close code that came of it, if any did. */
    abstract OptionalInt once(Pair two);

    /** The close code that must come of it. */
    abstract int code();

    void act(Ground ground) {
        Pair two = new Pair(ground.play());
        long deadline = System.nanoTime() + 2 * Device.PATIENCE.toNanos();
        OptionalInt code;
        do {
            two.device.resume(0);
            code = once(two);
        } while (!code.equals(OptionalInt.of(code())) && System.nanoTime() < deadline);
        if (!code.equals(OptionalInt.of(code()))) {
            throw new AssertionError("whoever is " + word + " must be closed with " + code() + ", not " + code);
        }
        two.device.resume(1);
        two.friendSays("welcome back");
        two.device.expectMessage("welcome back");
    }

    /** Who misbehaves, and a friend who calls by REST alone. */
    private static final class Pair {
        private final Play play;
        private final Person person;
        private final Person friend;
        private final Device device;
        private final String chat;

        Pair(Play play) {
            this.play = play;
            this.person = play.person(play.unique("m"));
            this.friend = play.person(play.unique("f"));
            this.device = person.device("phone");
            this.chat = person.direct(friend);
        }

        void friendSays(String words) {
            Rest.Answer answer = friend.call(
                    "POST",
                    "chats/" + chat + "/messages",
                    Json.object().put("content", words).put("client_msg_id", play.unique("r")));
            if (answer.status() >= 300) {
                throw new AssertionError("a friend's words: " + answer.status() + " " + answer.body());
            }
        }

        void awaitStatus(String wanted) {
            long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
            while (!friend.get("users/" + person.id() + "/presence")
                    .path("status")
                    .asText()
                    .equals(wanted)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(person.id() + " never is " + wanted);
                }
                Play.pause();
            }
        }
    }
}
