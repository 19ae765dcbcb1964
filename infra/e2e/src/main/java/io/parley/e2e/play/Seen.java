package io.parley.e2e.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What one connection was told by hints, which are in no book: they have no seq and may be lost. */
public record Seen(Device device) {

    /** Every status of the user that came, in order. */
    public List<String> statuses(Person user) {
        return of(user).stream().map(frame -> frame.path("status").asText()).toList();
    }

    /** Every presence frame about the user, in order. */
    public List<JsonNode> of(Person user) {
        return frames("presence", user);
    }

    /** Every typing of the user that came. */
    public List<JsonNode> typing(Person user) {
        return frames("typing", user);
    }

    private List<JsonNode> frames(String type, Person user) {
        return device.frames().stream()
                .filter(frame ->
                        Device.is(frame, type) && frame.path("user").asText().equals(user.id()))
                .toList();
    }

    /** Waits until these statuses of the user have come, these and no others. */
    public void awaitStatuses(Person user, String... statuses) {
        List<String> wanted = List.of(statuses);
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!statuses(user).equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        device.name() + " was told " + of(user) + " of " + user.id() + ", not " + wanted);
            }
            Play.pause();
        }
    }

    /** Waits until this is the last status of the user that came. */
    public void awaitStatus(Person user, String status) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        for (List<String> all = List.of();
                all.isEmpty() || !all.get(all.size() - 1).equals(status); ) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(device.name() + " was told " + of(user) + " of " + user.id());
            }
            Play.pause();
            all = statuses(user);
        }
    }

    /** Waits until whoever asks is told that the user is online. */
    public static void awaitOnline(Person caller, Person user) {
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        while (!caller.get("users/" + user.id() + "/presence")
                .path("status")
                .asText()
                .equals("online")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(user.id() + " never is online for " + caller.id());
            }
            Play.pause();
        }
    }

    /** Watches these users from now on, and no others. */
    public Seen watch(Person... users) {
        List<String> ids = List.of(users).stream().map(Person::id).toList();
        device.say("{'type':'presence','users':%s}", Json.array(ids));
        return this;
    }
}
