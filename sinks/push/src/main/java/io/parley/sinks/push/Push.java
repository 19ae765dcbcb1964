package io.parley.sinks.push;

import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import java.time.Duration;
import java.time.Instant;

/** A message to one device of a user. */
record Push(PushRequest request, PushDevice device) {

    /** Pushes of one lane are sent one after the other, so that a device never goes back to an older badge. */
    String lane() {
        return request.getUser() + "/" + device.getDevice();
    }

    String platform() {
        return device.getPlatform();
    }

    /** A newer push with the same key takes this one's place, here and at the device. */
    String collapseKey() {
        return request.getChatId();
    }

    /** A mention in a muted chat is shown and makes no sound. */
    boolean isSilent() {
        return request.getMuted();
    }

    Instant endsAt(Duration age) {
        return request.getEventTime().plus(age);
    }

    /** For logs: neither content nor token. */
    @Override
    public String toString() {
        return "user=" + request.getUser() + " device=" + device.getDevice() + " platform=" + platform() + " chat="
                + request.getChatId() + " msg=" + request.getMsgId() + " badge=" + request.getBadge() + " mention="
                + request.getMention() + " muted=" + request.getMuted();
    }
}
