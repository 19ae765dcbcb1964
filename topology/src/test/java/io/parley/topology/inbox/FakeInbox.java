package io.parley.topology.inbox;

import io.parley.avro.Cause;
import io.parley.avro.InboxBatch;
import io.parley.avro.Recipient;
import io.parley.avro.Role;
import io.parley.avro.UnreadChanged;
import io.parley.avro.UnreadEffect;
import io.parley.avro.state.Devices;
import io.parley.avro.state.KeyRow;
import io.parley.avro.state.Profile;
import io.parley.avro.state.Revocation;
import io.parley.avro.state.Sessions;
import io.parley.avro.state.StreamRow;
import io.parley.avro.state.UnreadRow;
import io.parley.ids.Placement;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.MessageIds;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The inbox of one shard without Kafka. */
final class FakeInbox implements InboxView {
    static final MessageIds IDS = new MessageIds(Placement.murmur2(1));
    static final String CHAT = "gchat";

    final Map<String, TreeMap<Long, StreamRow>> streams = new HashMap<>();
    final Map<String, UnreadRow> unread = new HashMap<>();
    final Map<String, Object> kept = new HashMap<>();
    final Map<String, Sessions> sessions = new HashMap<>();
    final Set<String> dead = new HashSet<>();
    private final Streams decisions;
    private long stamp = 1_000;

    /** Of a chat of the user's own shard. */
    FakeInbox(TalkConfig config) {
        this(config, IDS);
    }

    FakeInbox(TalkConfig config, MessageIds ids) {
        decisions = new Streams(config, ids);
    }

    /** One event for ann at a time. */
    List<Line> hears(int bytes, long time, UnreadEffect effect) {
        return hears(++stamp, bytes, time, new Recipient("ann", effect, Role.MEMBER, false, 0, 0, null));
    }

    List<Line> hears(long stamp, int bytes, long time, Recipient recipient) {
        Object event = new UnreadChanged("event " + stamp);
        InboxBatch batch = new InboxBatch(
                "e",
                "unread",
                Instant.ofEpochMilli(time),
                stamp,
                new Cause("chat.raw", 0, 0L),
                CHAT,
                1,
                0,
                event,
                List.of(recipient),
                null);
        List<Line> lines = decisions.append(batch, bytes, time, this);
        for (Line line : lines) {
            TreeMap<Long, StreamRow> stream = streams.computeIfAbsent(line.user(), user -> new TreeMap<>());
            stream.put(line.seq(), line.row());
            line.dropped().forEach(stream::remove);
            if (line.news()) {
                unread.put(line.user(), line.unread());
            }
            kept.put(time + "/" + stamp, event);
        }
        return lines;
    }

    TreeMap<Long, StreamRow> stream() {
        return Objects.requireNonNull(streams.get("ann"));
    }

    UnreadRow numbers() {
        return Objects.requireNonNull(unread.get("ann"));
    }

    @Override
    public Head head(String user) {
        TreeMap<Long, StreamRow> stream = streams.get(user);
        return stream == null ? Head.NONE : new Head(stream.lastKey(), stream.get(stream.lastKey()));
    }

    @Override
    public void scanStream(String user, long from, StreamVisitor visitor) {
        for (Map.Entry<Long, StreamRow> row :
                streams.getOrDefault(user, new TreeMap<>()).tailMap(from, true).entrySet()) {
            if (!visitor.visit(row.getKey(), row.getValue())) {
                return;
            }
        }
    }

    @Override
    public @Nullable Object kept(StreamRow row) {
        return kept.get(row.getTime() + "/" + row.getStamp());
    }

    @Override
    public @Nullable UnreadRow unread(String user, String chatId) {
        return unread.get(user);
    }

    @Override
    public @Nullable Sessions sessions(String user) {
        return sessions.get(user);
    }

    @Override
    public @Nullable Profile profile(String user) {
        return null;
    }

    @Override
    public @Nullable Devices devices(String user) {
        return null;
    }

    @Override
    public @Nullable Revocation revocation(String user) {
        return null;
    }

    @Override
    public @Nullable KeyRow key(String user) {
        return null;
    }

    @Override
    public int unreadOfAll(String user) {
        return unread.values().stream().mapToInt(Numbers::shownUnread).sum();
    }

    @Override
    public boolean isDead(int slot, long epoch) {
        return dead.contains(slot + "/" + epoch);
    }
}
