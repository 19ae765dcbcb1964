package io.parley.sinks.redis;

import io.parley.sinks.redis.RedisWrite.AddRecent;
import io.parley.sinks.redis.RedisWrite.AmendRecent;
import io.parley.sinks.redis.RedisWrite.SetEdges;
import io.parley.sinks.redis.RedisWrite.SetUnread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch's writes as calls: those of one key together and in order, what a later one replaces left out. */
final class Calls {
    private static final Duration EDGES_KEPT = Duration.ofDays(8);

    private final int recentMessages;
    private final long recentKeptMs;
    private final int writesPerCall;

    Calls(int recentMessages, long recentKeptMs, int writesPerCall) {
        this.recentMessages = recentMessages;
        this.recentKeptMs = recentKeptMs;
        this.writesPerCall = writesPerCall;
    }

    List<Call> of(List<RedisWrite> writes) {
        Map<List<String>, List<RedisWrite>> byKeys = new LinkedHashMap<>();
        for (RedisWrite write : onlyNewest(writes)) {
            byKeys.computeIfAbsent(write.keys(), keys -> new ArrayList<>()).add(write);
        }
        List<Call> calls = new ArrayList<>();
        byKeys.forEach((keys, together) -> {
            for (int from = 0; from < together.size(); from += writesPerCall) {
                int to = Math.min(together.size(), from + writesPerCall);
                calls.add(call(keys, together.subList(from, to)));
            }
        });
        return calls;
    }

    /** Later in the log is newer, so the last of a batch is the one to send. */
    private static List<RedisWrite> onlyNewest(List<RedisWrite> writes) {
        Map<Object, RedisWrite> newest = new LinkedHashMap<>();
        for (RedisWrite write : writes) {
            Object place = write.replaces();
            newest.put(place == null ? new Object() : place, write);
        }
        return List.copyOf(newest.values());
    }

    private Call call(List<String> keys, List<RedisWrite> together) {
        RedisWrite first = together.get(0);
        List<String> arguments = new ArrayList<>();
        if (first instanceof SetEdges edges) {
            arguments.add(Long.toString(edges.stamp()));
            arguments.add(Long.toString(EDGES_KEPT.toMillis()));
            edges.connections().forEach((device, connection) -> arguments.addAll(List.of(device, connection)));
            return new Call(Script.EDGES, keys, arguments);
        }
        if (first instanceof SetUnread) {
            together.forEach(write -> arguments.addAll(unread((SetUnread) write)));
            return new Call(Script.UNREAD, keys, arguments);
        }
        arguments.add(Integer.toString(recentMessages));
        arguments.add(Long.toString(recentKeptMs));
        together.forEach(write -> arguments.addAll(recent(write)));
        return new Call(Script.RECENT, keys, arguments);
    }

    private static List<String> unread(SetUnread write) {
        String count = write.count() == null ? "" : write.count().toString();
        return List.of(write.chatId(), Long.toString(write.seq()), count);
    }

    private static List<String> recent(RedisWrite write) {
        if (write instanceof AddRecent add) {
            return List.of("add", Long.toString(add.chatSeq()), Long.toString(add.stamp()), add.rest());
        }
        AmendRecent amend = (AmendRecent) write;
        return List.of("amend", Long.toString(amend.chatSeq()), Long.toString(amend.stamp()), amend.change());
    }
}
