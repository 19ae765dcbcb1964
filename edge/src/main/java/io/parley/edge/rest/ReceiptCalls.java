package io.parley.edge.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.edge.http.HttpAnswer;
import io.parley.edge.protocol.Json;
import io.parley.edge.store.MarkRow;
import io.parley.edge.store.MemberRow;
import io.parley.edge.store.StoredMessage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who has a message, and who has read it, of the others who were members at it. A mark covers all before it, and only
 * the newest mark of each user is kept: so the times say when the mark was set that covers the message now, which is
 * never before the message was delivered or read.
 */
final class ReceiptCalls {
    private final OneMessage one;
    private final MessageReader messages;

    ReceiptCalls(OneMessage one, MessageReader messages) {
        this.one = one;
        this.messages = messages;
    }

    CompletionStage<HttpAnswer> list(Call call) {
        String chatId = call.chat();
        return one.find(call.user(), chatId, call.message())
                .thenCompose(found -> messages.ticks(chatId).thenApply(ticks -> answer(found.message(), ticks)));
    }

    private static HttpAnswer answer(StoredMessage message, Ticks ticks) {
        List<MemberRow> others = ticks.members().stream()
                .filter(member -> member.was(message.stamp())
                        && !member.user().equals(message.message().getSender()))
                .sorted(Comparator.comparing(MemberRow::user))
                .toList();
        return Answers.ok(json -> {
            json.writeArrayFieldStart("receipts");
            for (MemberRow other : others) {
                json.writeStartObject();
                Json.text(json, "user", other.user());
                MarkRow mark = ticks.markOf(other.user());
                if (mark != null) {
                    times(json, message, mark);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void times(JsonGenerator json, StoredMessage message, MarkRow mark) throws IOException {
        if (mark.hasDelivered(message.stamp())) {
            Json.time(json, "delivered_at", mark.deliveredAt() == null ? mark.readAt() : mark.deliveredAt());
        }
        if (mark.hasRead(message.stamp())) {
            Json.time(json, "read_at", mark.readAt());
        }
    }
}
