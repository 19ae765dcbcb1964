package io.parley.sinks.push;

import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Requests as push writes them. */
final class Samples {
    static final Duration AGE = Duration.ofHours(1);
    static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private Samples() {}

    static Push apns(String chat, int badge) {
        return push(chat, badge, new PushDevice("phone", "apns", TOKEN, "com.example.app", "sandbox"));
    }

    static Push fcm(String chat, int badge) {
        return push(chat, badge, fcmDevice());
    }

    static PushDevice fcmDevice() {
        return PushDevice.newBuilder()
                .setDevice("tablet")
                .setPlatform("fcm")
                .setPushToken("fcm-token")
                .build();
    }

    static Push push(String chat, int badge, PushDevice device) {
        PushRequest request = PushRequest.newBuilder()
                .setEventId("e-" + chat + "-" + badge)
                .setKind("message")
                .setEventTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setStamp(1)
                .setUser("ann")
                .setChatId(chat)
                .setMsgId("m-" + badge)
                .setSender("bob")
                .setMsgType("text")
                .setPreview("the beginning of it")
                .setMention(false)
                .setMuted(false)
                .setBadge(badge)
                .setDevices(List.of(device))
                .build();
        return new Push(request, device);
    }

    static Push silent(Push push) {
        PushRequest request = PushRequest.newBuilder(push.request())
                .setMuted(true)
                .setMention(true)
                .build();
        return new Push(request, push.device());
    }

    static Retries retries(int attempts) {
        return new Retries(attempts, Duration.ofMillis(1), Duration.ofMillis(10), AGE);
    }
}
