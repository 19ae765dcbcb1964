package io.parley.edge.store;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.CompletionStage;

/**
 * Everything that the edge reads from. It opens without waiting for anybody: until Cassandra answers, reads end with
 * {@link StoreUnavailable}; without Redis they take a little longer.
 */
public final class Store implements AutoCloseable {
    private final CompletionStage<CqlSession> session;
    private final Tables tables;
    private final RedisAddress redis;
    private final Recent recent;
    private final Profiles profiles;

    private Store(StoreSettings settings) {
        this.redis = RedisAddress.of(settings);
        this.session = CassandraSession.open(settings);
        this.tables = new CassandraTables(
                new Queries(session),
                settings.getString(StoreSettings.KEYSPACE),
                settings.getInt(StoreSettings.CHATS_PER_USER));
        this.recent = redis.isNone()
                ? Recent.NONE
                : new RedisRecent(
                        redis,
                        settings.millis(StoreSettings.REDIS_TIMEOUT),
                        settings.getInt(StoreSettings.REDIS_QUEUED));
        this.profiles = new Profiles(
                tables, settings.getInt(StoreSettings.PROFILES_CACHED), settings.millis(StoreSettings.PROFILES_TTL));
    }

    public static Store open(StoreSettings settings) {
        return new Store(settings);
    }

    public RedisAddress redis() {
        return redis;
    }

    public Tables tables() {
        return tables;
    }

    public Recent recent() {
        return recent;
    }

    public Profiles profiles() {
        return profiles;
    }

    /** For the bus, which is asked for what never changes of old messages. */
    public StoredFacts facts() {
        return new StoredFacts(tables);
    }

    @Override
    public void close() throws Exception {
        session.thenAccept(CqlSession::forceCloseAsync);
        if (recent instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
