package io.parley.e2e.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that was sent under one {@code client_msg_id} in a chat, over all devices, edges and REST, and what was answered. */
final class Asked {
    static final Set<String> KINDS = Set.of("message", "edit", "delete", "react");

    /** Refusals after which it has surely not happened. */
    private static final Set<String> FINAL = Set.of("blocked", "forbidden", "not_a_member", "no_such_message");

    /** By sender, chat and id. */
    record Key(String sender, String chatId, String clientMsgId) {}

    /** One try, and when. */
    record Try(JsonNode json, String kind, long nanos) {}

    private final Key key;
    private final List<Try> tries = new ArrayList<>();
    private int refusals;
    private final Map<String, Long> refusedAt = new TreeMap<>();
    private long ackedAt = Long.MAX_VALUE;
    private String msgId = "";

    private Asked(Key key) {
        this.key = key;
    }

    static List<Asked> all(History history) {
        Map<Key, Asked> all = new HashMap<>();
        for (Connection connection : history.connections()) {
            for (Frame frame : connection.sent()) {
                if (KINDS.contains(frame.type()) && frame.json().has("client_msg_id")) {
                    of(all, connection.user(), frame.json())
                            .tries
                            .add(new Try(frame.json(), frame.type(), frame.nanos()));
                }
            }
        }
        for (Call call : history.calls()) {
            if (call.is("POST", "chats/[^/]+/messages") && call.request().has("client_msg_id")) {
                Asked asked = of(
                        all,
                        new Key(
                                call.user(),
                                call.segment(1),
                                call.request().path("client_msg_id").asText()));
                asked.tries.add(new Try(call.request(), "message", call.startNanos()));
                asked.answered(call);
            }
        }
        for (Connection connection : history.connections()) {
            connection.received().stream()
                    .filter(frame -> frame.is("ack") || frame.is("error"))
                    .filter(frame -> frame.json().has("client_msg_id"))
                    .forEach(frame -> of(all, connection.user(), frame.json()).answered(frame));
        }
        return List.copyOf(all.values());
    }

    private static Asked of(Map<Key, Asked> all, String user, JsonNode json) {
        return of(
                all,
                new Key(
                        user,
                        json.path("chat_id").asText(),
                        json.path("client_msg_id").asText()));
    }

    private static Asked of(Map<Key, Asked> all, Key key) {
        return all.computeIfAbsent(key, Asked::new);
    }

    private void answered(Call call) {
        if (call.succeeded()) {
            acked(call.answer().path("msg_id").asText(), call.endNanos());
        } else {
            refused(call.answer().path("code").asText(), call.endNanos());
        }
    }

    private void answered(Frame frame) {
        if (frame.is("ack")) {
            acked(frame.text("msg_id"), frame.nanos());
        } else {
            refused(frame.text("code"), frame.nanos());
        }
    }

    private void acked(String message, long nanos) {
        ackedAt = Math.min(ackedAt, nanos);
        msgId = message;
    }

    private void refused(String code, long nanos) {
        refusals += FINAL.contains(code) ? 1 : 0;
        refusedAt.merge(code, nanos, Math::min);
    }

    Key key() {
        return key;
    }

    /** Its first try; null when only answers are known. */
    @Nullable
    Try first() {
        return tries.stream()
                .min(java.util.Comparator.comparingLong(Try::nanos))
                .orElse(null);
    }

    List<Try> tries() {
        return tries;
    }

    boolean isAcked() {
        return ackedAt != Long.MAX_VALUE;
    }

    long ackedAt() {
        return ackedAt;
    }

    /** When it was first refused so; never when {@link Long#MAX_VALUE}. */
    long refusedAt(String code) {
        return refusedAt.getOrDefault(code, Long.MAX_VALUE);
    }

    /** Every try was refused, so that it has never happened. */
    boolean isRefused() {
        return !isAcked() && !tries.isEmpty() && refusals >= tries.size();
    }

    /** The message that it made or changed, by its ack. */
    String msgId() {
        return msgId;
    }

    @Override
    public String toString() {
        return key + " " + tries;
    }
}
