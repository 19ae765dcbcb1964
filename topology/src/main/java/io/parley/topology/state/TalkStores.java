package io.parley.topology.state;

import io.parley.topology.TalkConfig.Storage;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stores of the talk topology by name. Each is written to a compacted changelog; what bounds it stands with its owner. */
public final class TalkStores {
    public static final String DECIDED = "decided";
    public static final String CHATS = "chats";
    public static final String ROSTERS = "rosters";
    public static final String MEMBERSHIPS = "memberships";
    public static final String INDEX = "index";
    public static final String REACTIONS = "reactions";
    public static final String DEDUP = "dedup";
    public static final String DEDUP_EXPIRY = "dedup-expiry";
    public static final String SENDERS = "senders";
    public static final String SENT = "sent";
    public static final String UNTOLD = "untold";
    public static final String STREAMS = "streams";
    public static final String KEPT = "kept";
    public static final String UNREAD = "unread";
    public static final String SESSIONS = "sessions";
    public static final String PROFILES = "profiles";

    public static final String DEVICES = "devices";
    public static final String REVOCATIONS = "revocations";
    public static final String KEYS = "keys";

    /** The global table of {@code edge.leases}. */
    public static final String LEASES = "leases";

    /** Small segments that close soon: only closed ones are compacted, and a restore reads what compaction left. */
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", Integer.toString(64 << 20),
            "segment.ms", Integer.toString(3_600_000),
            "min.cleanable.dirty.ratio", "0.5",
            "delete.retention.ms", Integer.toString(600_000));

    private TalkStores() {}

    /** How the changelog of each store is kept. */
    public static Map<String, String> changelog() {
        return CHANGELOG;
    }

    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name, Storage storage) {
        return builder(name, storage).withCachingDisabled();
    }

    /** A store whose rows are written over and over: a commit writes each of them once. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> rewritten(String name, Storage storage) {
        return builder(name, storage).withCachingEnabled();
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(String name, Storage storage) {
        var supplier =
                switch (storage) {
                    case PERSISTENT -> Stores.persistentKeyValueStore(name);
                    case MEMORY -> Stores.inMemoryKeyValueStore(name);
                };
        return Stores.keyValueStoreBuilder(supplier, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(CHANGELOG);
    }
}
