package io.parley.topology.inbox;

import io.parley.avro.PushDevice;
import io.parley.avro.RegisterDevice;
import io.parley.avro.UnregisterDevice;
import io.parley.avro.state.Devices;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where to push to a user. A device has one token, and a token one device of the user; over the bound the device that
 * was registered first makes room. What is so already changes nothing.
 */
final class DeviceList {
    private static final long MICROS = 1_000;
    private static final Devices NONE = new Devices(List.of(), 0L);

    private DeviceList() {}

    /**
     * What becomes of the devices.
     *
     * @param devices the row after it; null when nothing changed
     * @param added the device that is new or different
     * @param gone devices that nothing is pushed to any more
     */
    record Result(@Nullable Devices devices, @Nullable PushDevice added, List<String> gone) {
        static final Result SAME = new Result(null, null, List.of());
    }

    static Result register(@Nullable Devices before, RegisterDevice wish, int max, long time) {
        Devices known = before == null ? NONE : before;
        PushDevice wanted = new PushDevice(
                wish.getDevice(), wish.getPlatform(), wish.getPushToken(), wish.getAppId(), wish.getEnvironment());
        if (known.getDevices().contains(wanted)) {
            return Result.SAME;
        }
        List<PushDevice> now = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (PushDevice device : known.getDevices()) {
            if (device.getDevice().equals(wanted.getDevice())) {
                continue;
            }
            if (isSameTarget(device, wanted)) {
                gone.add(device.getDevice());
            } else {
                now.add(device);
            }
        }
        while (now.size() >= max) {
            gone.add(now.remove(0).getDevice());
        }
        now.add(wanted);
        return new Result(new Devices(List.copyOf(now), nextStamp(known, time)), wanted, List.copyOf(gone));
    }

    static Result unregister(@Nullable Devices before, UnregisterDevice wish, long time) {
        Devices known = before == null ? NONE : before;
        List<PushDevice> left = known.getDevices().stream()
                .filter(device -> !isMeant(device, wish))
                .toList();
        return left.size() == known.getDevices().size()
                ? Result.SAME
                : new Result(new Devices(left, nextStamp(known, time)), null, List.of(wish.getDevice()));
    }

    static Result clear(@Nullable Devices before, long time) {
        return before == null || before.getDevices().isEmpty()
                ? Result.SAME
                : new Result(
                        new Devices(List.of(), nextStamp(before, time)),
                        null,
                        before.getDevices().stream().map(PushDevice::getDevice).toList());
    }

    private static boolean isMeant(PushDevice device, UnregisterDevice wish) {
        return device.getDevice().equals(wish.getDevice())
                && (wish.getPushToken() == null || wish.getPushToken().equals(device.getPushToken()));
    }

    private static boolean isSameTarget(PushDevice one, PushDevice other) {
        return one.getPlatform().equals(other.getPlatform())
                && one.getPushToken().equals(other.getPushToken())
                && Objects.equals(one.getAppId(), other.getAppId());
    }

    private static long nextStamp(Devices before, long time) {
        return Math.max(before.getStamp() + 1, time * MICROS);
    }
}
