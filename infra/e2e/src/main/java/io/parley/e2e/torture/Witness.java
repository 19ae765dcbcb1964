package io.parley.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.play.Device;
import io.parley.e2e.play.Person;
import io.parley.e2e.play.Play;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Somebody on the very edge that a fault strikes, who sees what it does to its people. A topology has no witness. */
final class Witness implements AutoCloseable {
    private static final int GOING_AWAY = 1001;

    private final @Nullable Device device;

    private Witness(@Nullable Device device) {
        this.device = device;
    }

    /** A witness on this edge; none when the edge is not to be had, as when another fault has struck it. */
    static Witness on(Ground ground, String part) {
        if (!isEdge(part)) {
            return new Witness(null);
        }
        Device device = newcomer(ground).device("phone").connect(number(part));
        return new Witness(isOn(device, part) ? device : null);
    }

    /** The edge says goodbye, with nothing after it. */
    void isSentAway() {
        if (device != null) {
            OptionalInt code = device.awaitClose();
            assertThat(code).as("how the edge sent its people away").hasValue(GOING_AWAY);
        }
    }

    /** Waits until this edge takes somebody in and has their words acknowledged. */
    static void isServed(Ground ground, String part) {
        if (!isEdge(part)) {
            return;
        }
        Person one = newcomer(ground);
        Device device = one.device("phone");
        String chat = one.direct(newcomer(ground));
        long deadline = System.nanoTime() + Device.PATIENCE.toNanos();
        do {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(part + " takes nobody in again");
            }
            Play.pause();
            device.connect(number(part));
        } while (!isOn(device, part));
        device.expectAck(device.send(chat, "heard again"));
    }

    private static Person newcomer(Ground ground) {
        return ground.play().person(ground.play().unique("w"));
    }

    private static boolean isOn(Device device, String part) {
        return device.frames().get(0).path("server").asText().equals(part);
    }

    private static boolean isEdge(String part) {
        return part.startsWith("edge-");
    }

    private static int number(String edge) {
        return Integer.parseInt(edge.substring("edge-".length())) - 1;
    }

    @Override
    public void close() {
        if (device != null && device.isOpen()) {
            device.leave();
        }
    }
}
