package io.parley.topology.push;

import io.parley.avro.DeviceFact;
import io.parley.avro.PushDevice;
import io.parley.avro.PushRequest;
import io.parley.avro.state.PushBadge;
import io.parley.avro.state.PushDevices;
import io.parley.avro.state.PushMark;
import io.parley.avro.state.PushPresence;
import io.parley.avro.state.WaitingPush;
import io.parley.topology.PushConfig;
import io.parley.topology.state.Keys;
import io.parley.topology.state.Raw;
import io.parley.topology.state.StateSerde;
import io.parley.topology.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Push's state in its stores, with their bounds:
 *
 * <ul>
 *   <li>{@code push-devices}: one row a user who has a device; as many devices as talk leaves to a user.
 *   <li>{@code push-presence}: one row a user at whose connection somebody looks.
 *   <li>{@code push-delivered}: one row a chat of a user who has a device.
 *   <li>{@code push-badges}: one row a user who has a device.
 *   <li>{@code push-waiting}, {@code push-due}: messages of the last seconds to users who have a device.
 * </ul>
 */
final class PushStores {
    static final String DEVICES = "push-devices";
    static final String PRESENCE = "push-presence";
    static final String DELIVERED = "push-delivered";
    static final String BADGES = "push-badges";
    static final String WAITING = "push-waiting";
    static final String DUE = "push-due";
    static final List<String> ALL = List.of(DEVICES, PRESENCE, DELIVERED, BADGES, WAITING, DUE);

    private final Table<PushDevices> devices;
    private final Table<PushPresence> presence;
    private final Table<PushMark> delivered;
    private final Table<PushBadge> badges;
    private final Table<WaitingPush> waiting = new Table<>(WAITING, new StateSerde<>(WaitingPush.class), 0);
    private final Raw due = new Raw(DUE);

    PushStores(PushConfig config) {
        int rows = config.cacheRows();
        devices = new Table<>(DEVICES, new StateSerde<>(PushDevices.class), rows);
        presence = new Table<>(PRESENCE, new StateSerde<>(PushPresence.class), rows);
        delivered = new Table<>(DELIVERED, new StateSerde<>(PushMark.class), rows);
        badges = new Table<>(BADGES, new StateSerde<>(PushBadge.class), rows);
    }

    void open(ProcessorContext<?, ?> context) {
        devices.open(context);
        presence.open(context);
        delivered.open(context);
        badges.open(context);
        waiting.open(context);
        due.open(context);
    }

    List<PushDevice> devices(String user) {
        PushDevices row = devices.get(Keys.of(user));
        return row == null ? List.of() : row.getDevices();
    }

    void put(DeviceFact fact) {
        List<PushDevice> now = new ArrayList<>(devices(fact.getUser()));
        now.removeIf(device -> device.getDevice().equals(fact.getDevice()));
        if (fact.getPlatform() != null && fact.getPushToken() != null) {
            now.add(new PushDevice(
                    fact.getDevice(), fact.getPlatform(), fact.getPushToken(), fact.getAppId(), fact.getEnvironment()));
        }
        if (now.isEmpty()) {
            devices.delete(Keys.of(fact.getUser()));
        } else {
            devices.put(Keys.of(fact.getUser()), new PushDevices(now));
        }
    }

    boolean isLookedAt(String user) {
        return presence.get(Keys.of(user)) != null;
    }

    void looks(String user, boolean somebody, long stamp) {
        if (somebody) {
            presence.put(Keys.of(user), new PushPresence(stamp));
        } else if (isLookedAt(user)) {
            presence.delete(Keys.of(user));
        }
    }

    long delivered(String user, String chatId) {
        PushMark mark = delivered.get(Keys.of(user, chatId));
        return mark == null ? 0 : mark.getDelivered();
    }

    void deliver(String user, String chatId, long stamp) {
        if (stamp > delivered(user, chatId)) {
            delivered.put(Keys.of(user, chatId), new PushMark(stamp));
        }
    }

    int badge(String user) {
        PushBadge row = badges.get(Keys.of(user));
        return row == null ? 0 : row.getBadge();
    }

    void count(String user, int badge) {
        if (badge != badge(user)) {
            badges.put(Keys.of(user), new PushBadge(badge));
        }
    }

    void hold(WaitingPush row) {
        Bytes key = key(row.getRequest());
        waiting.put(key, row);
        due.add(Keys.timed(row.getDue(), key));
    }

    void forget(WaitingPush row) {
        Bytes key = key(row.getRequest());
        waiting.delete(key);
        due.delete(Keys.timed(row.getDue(), key));
    }

    /** Messages of one chat that wait for the user, up to a stamp. */
    List<WaitingPush> waiting(String user, String chatId, long upTo) {
        List<WaitingPush> rows = new ArrayList<>();
        String chatOfUser = user + "/" + chatId;
        waiting.scan(Keys.of(chatOfUser, 0), Keys.of(chatOfUser, upTo), (key, row) -> rows.add(row));
        return rows;
    }

    List<WaitingPush> waiting(String user) {
        List<WaitingPush> rows = new ArrayList<>();
        waiting.scan(Keys.of(user, ""), Keys.after(user), (key, row) -> rows.add(row));
        return rows;
    }

    /** Keys of {@code push-due} up to a time, until the visitor has enough. */
    void due(long now, Predicate<Bytes> visitor) {
        due.scanTo(Keys.timed(now + 1), visitor);
    }

    /** What waits under a key of {@code push-due}; an entry without a row is dropped. */
    List<WaitingPush> take(Bytes dueKey) {
        WaitingPush row = waiting.get(Keys.restOf(dueKey));
        if (row == null) {
            due.delete(dueKey);
            return List.of();
        }
        return List.of(row);
    }

    private static Bytes key(PushRequest request) {
        return Keys.of(request.getUser() + "/" + request.getChatId(), request.getStamp());
    }
}
