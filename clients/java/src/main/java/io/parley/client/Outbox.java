package io.parley.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was sent and is neither acknowledged nor refused yet, in the order of sending. Bounded by bytes: who writes
 * faster than the network takes is told so at once, instead of filling the memory. Not thread-safe; the client's own
 * thread alone touches it.
 */
final class Outbox {

    /** One frame on its way. */
    record Entry(ClientFrame.Settled frame, String text, CompletableFuture<ServerFrame.Ack> done) {
        int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** A client_msg_id is unique for its sender in one chat. */
    private record Key(String chatId, String clientMsgId) {}

    private final long maxBytes;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private long bytes;

    Outbox(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The entry that now stands for the frame, an older one of the same id included; null when there is no room. */
    @Nullable
    Entry add(ClientFrame.Settled frame, CompletableFuture<ServerFrame.Ack> done) {
        Key key = new Key(frame.chatId(), frame.clientMsgId());
        Entry there = entries.get(key);
        if (there != null) {
            return there;
        }
        Entry entry = new Entry(frame, FrameCodec.encode(frame), done);
        if (bytes + entry.bytes() > maxBytes) {
            return null;
        }
        bytes += entry.bytes();
        entries.put(key, entry);
        return entry;
    }

    /** Takes out what is settled; null when it is not here (any more). */
    @Nullable
    Entry settle(String chatId, String clientMsgId) {
        Entry entry = entries.remove(new Key(chatId, clientMsgId));
        if (entry != null) {
            bytes -= entry.bytes();
        }
        return entry;
    }

    /** What a new connection sends again. */
    List<Entry> pending() {
        return List.copyOf(entries.values());
    }
}
