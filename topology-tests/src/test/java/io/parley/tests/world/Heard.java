package io.parley.tests.world;

import io.parley.avro.EventDelivery;
import io.parley.avro.EventRecipient;
import io.parley.avro.Role;
import org.jspecify.annotations.Nullable;

/** An event as one connection was told it. */
public record Heard(
        String chatId,
        Object event,
        long seq,
        int unread,
        int mentions,
        @Nullable String read,
        @Nullable Role role,
        boolean muted) {

    static Heard of(EventDelivery delivery, EventRecipient recipient) {
        return new Heard(
                delivery.getChatId(),
                delivery.getEvent(),
                recipient.getSeq(),
                recipient.getUnread(),
                recipient.getMentions(),
                recipient.getRead(),
                recipient.getRole(),
                recipient.getMuted());
    }
}
