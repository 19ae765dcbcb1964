package io.parley.edge.protocol;

import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.Role;
import io.parley.edge.EdgeSettings;
import io.parley.edge.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values that the tests of frames share. */
final class Frames {
    static final Limits LIMITS = new EdgeSettings(Map.of()).limits();
    static final String MSG = "0192d3a0-5c5e-11ef-8000-000000000001";
    static final Instant TIME = Instant.parse("2026-11-01T12:00:00.120Z");

    private Frames() {}

    static EventRecipient.Builder recipient(String user) {
        return EventRecipient.newBuilder()
                .setUser(user)
                .setSeq(1043)
                .setUnread(3)
                .setMentions(1)
                .setRead(MSG)
                .setRole(Role.ADMIN)
                .setMuted(false);
    }

    static String text(Object event, EventRecipient recipient) {
        EventFrame frame = EventFrames.of(EventDelivery.newBuilder()
                .setChatId("c123")
                .setEvent(event)
                .setRecipients(List.of(recipient))
                .build());
        return new String(frame.head(recipient), StandardCharsets.UTF_8)
                + new String(frame.tail(), StandardCharsets.UTF_8);
    }

    static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    static Parsed parse(String json) {
        return new FrameParser(LIMITS).parse(json.toCharArray(), json.length());
    }
}
