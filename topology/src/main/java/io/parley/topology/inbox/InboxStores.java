package io.parley.topology.inbox;

import io.parley.avro.Lease;
import io.parley.avro.SessionRef;
import io.parley.avro.state.Devices;
import io.parley.avro.state.KeptEvent;
import io.parley.avro.state.KeyRow;
import io.parley.avro.state.Profile;
import io.parley.avro.state.Revocation;
import io.parley.avro.state.Sessions;
import io.parley.avro.state.StreamRow;
import io.parley.avro.state.UnreadRow;
import io.parley.topology.TalkConfig;
import io.parley.topology.state.Budget;
import io.parley.topology.state.Front;
import io.parley.topology.state.Keys;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import io.parley.topology.state.TalkStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Inbox's state in its stores, with their bounds:
 *
 * <ul>
 *   <li>{@code streams}: a user's newest 2,000 events and a step, of 1 MiB, of 48 hours; the newest row stays.
 *   <li>{@code kept}: payloads of the last 49 hours, once a shard.
 *   <li>{@code unread}: one row a chat of a user.
 *   <li>{@code sessions}: one row a user, 100 connections.
 *   <li>{@code profiles}: one row a user.
 *   <li>{@code devices}: one row a user, 20 devices.
 *   <li>{@code revocations}: one row a user whose tokens were revoked once.
 *   <li>{@code keys}: one row a user who has a key or was erased; never the key.
 * </ul>
 */
final class InboxStores implements InboxView {
    private final StreamTable streams;
    private final Table<KeptEvent> kept = new Table<>(TalkStores.KEPT, new StateSerde<>(KeptEvent.class), 0);
    private final Table<UnreadRow> unread;
    private final Table<Sessions> sessions;
    private final Table<Profile> profiles;
    private final Table<Devices> devices;
    private final Table<Revocation> revocations =
            new Table<>(TalkStores.REVOCATIONS, new StateSerde<>(Revocation.class), 0);
    private final Table<KeyRow> keys = new Table<>(TalkStores.KEYS, new StateSerde<>(KeyRow.class), 0);
    private final Leases leases = new Leases();
    private Front oldestKept = new Front(Keys.timed(0));

    InboxStores(TalkConfig config) {
        int rows = config.cacheRows();
        streams = new StreamTable(rows);
        unread = new Table<>(TalkStores.UNREAD, new StateSerde<>(UnreadRow.class), rows);
        sessions = new Table<>(TalkStores.SESSIONS, new StateSerde<>(Sessions.class), rows);
        profiles = new Table<>(TalkStores.PROFILES, new StateSerde<>(Profile.class), rows);
        devices = new Table<>(TalkStores.DEVICES, new StateSerde<>(Devices.class), 0);
    }

    void open(ProcessorContext<?, ?> context) {
        streams.open(context);
        kept.open(context);
        oldestKept = new Front(Keys.timed(0));
        unread.open(context);
        sessions.open(context);
        profiles.open(context);
        devices.open(context);
        revocations.open(context);
        keys.open(context);
        leases.open(context);
    }

    /** Before each input: leases are looked at once for each slot and input. */
    void begin() {
        leases.forget();
    }

    @Override
    public Head head(String user) {
        return streams.head(user);
    }

    @Override
    public void scanStream(String user, long from, StreamVisitor visitor) {
        streams.scan(user, from, visitor);
    }

    @Override
    public @Nullable Object kept(StreamRow row) {
        KeptEvent event = kept.get(keptKey(row.getTime(), row.getChatId(), row.getStamp()));
        return event == null ? null : event.getEvent();
    }

    @Override
    public @Nullable UnreadRow unread(String user, String chatId) {
        return unread.get(Keys.of(user, chatId));
    }

    @Override
    public @Nullable Sessions sessions(String user) {
        return sessions.get(Keys.of(user));
    }

    @Override
    public @Nullable Profile profile(String user) {
        return profiles.get(Keys.of(user));
    }

    @Override
    public @Nullable Devices devices(String user) {
        return devices.get(Keys.of(user));
    }

    @Override
    public @Nullable Revocation revocation(String user) {
        return revocations.get(Keys.of(user));
    }

    @Override
    public @Nullable KeyRow key(String user) {
        return keys.get(Keys.of(user));
    }

    @Override
    public int unreadOfAll(String user) {
        AtomicInteger sum = new AtomicInteger();
        unread.scan(Keys.of(user, ""), Keys.after(user), (key, row) -> {
            sum.addAndGet(Numbers.shownUnread(row));
            return true;
        });
        return sum.get();
    }

    @Override
    public boolean isDead(int slot, long epoch) {
        Lease lease = leases.of(slot);
        return lease != null && (lease.getEpoch() > epoch || (lease.getEpoch() == epoch && lease.getReleased()));
    }

    byte[] encode(Object event) {
        return kept.encode(new KeptEvent(event));
    }

    void keep(long time, String chatId, long stamp, byte[] event) {
        Bytes key = keptKey(time, chatId, stamp);
        oldestKept.put(key);
        kept.putEncoded(key, event);
    }

    /** Drops payloads from before a time, oldest first. */
    void trimKept(long before, Budget budget) {
        List<Bytes> old = new ArrayList<>();
        kept.scan(oldestKept, Keys.timed(0), Keys.timed(before), (key, event) -> budget.take() && old.add(key));
        old.forEach(kept::delete);
    }

    void append(List<Line> lines) {
        streams.append(lines);
        List<KeyValue<Bytes, @Nullable UnreadRow>> news = new ArrayList<>(lines.size());
        for (Line line : lines) {
            if (line.news()) {
                news.add(KeyValue.pair(Keys.of(line.user(), line.row().getChatId()), line.unread()));
            }
        }
        unread.putAll(news);
    }

    void put(String user, Sessions now) {
        sessions.put(Keys.of(user), now);
    }

    void put(String user, Profile now) {
        profiles.put(Keys.of(user), now);
    }

    void put(String user, Devices now) {
        devices.put(Keys.of(user), now);
    }

    void put(String user, Revocation now) {
        revocations.put(Keys.of(user), now);
    }

    void put(String user, KeyRow now) {
        keys.put(Keys.of(user), now);
    }

    StreamTable streams() {
        return streams;
    }

    private static Bytes keptKey(long time, String chatId, long stamp) {
        return Keys.timed(time, Keys.of(chatId, stamp));
    }

    boolean hasDead(Sessions of) {
        for (SessionRef session : of.getSessions()) {
            if (isDead(session)) {
                return true;
            }
        }
        return false;
    }
}
