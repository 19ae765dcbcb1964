package io.parley.replay.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.parley.local.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Redis: the copy is the next database of the same server, and takes the living one's place in one step (SWAPDB) while
 * neither connector writes. What edges keep there of who is online goes with the old one, and is told anew within a
 * round of refreshing.
 */
final class RedisSide implements Side {
    private static final int SCAN = 1_000;
    private static final String MARK = "parley:rebuild";

    /** What the sink writes; all else in the database are hints of edges. */
    private static final List<String> KINDS = List.of("chat", "unread", "edges");

    private final RedisURI live;
    private final RedisURI beside;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final StatefulRedisConnection<String, String> copy;

    /** @param uri of the living one; the copy's database has the next number */
    RedisSide(String uri) {
        this.live = RedisURI.create(uri);
        this.beside = RedisURI.create(uri);
        beside.setDatabase(live.getDatabase() + 1);
        this.client = RedisClient.create();
        this.connection = client.connect(live);
        this.copy = connectBeside();
    }

    private StatefulRedisConnection<String, String> connectBeside() {
        try {
            return client.connect(beside);
        } catch (RedisConnectionException e) {
            client.shutdown();
            throw new Trouble(
                    "Redis has no database " + beside.getDatabase() + " for the copy: " + e.getCause() + ".",
                    "Let it have one more (`databases` in redis.conf); `./parley down` and `up` do so here.");
        }
    }

    @Override
    public String connector() {
        return "redis-sink";
    }

    @Override
    public void redirect(ObjectNode config) {
        if (config.path("redis.cluster").asBoolean()) {
            throw new Trouble(
                    "A Redis Cluster has one database, so there is no room for a copy beside the living one.",
                    "Empty it: a miss is answered from the tables, and the sink fills it again from the first offset.");
        }
        config.put("redis.uri", "redis://" + live.getHost() + ":" + live.getPort() + "/" + beside.getDatabase());
    }

    @Override
    public void prepare() {
        RedisCommands<String, String> to = copy.sync();
        if (to.dbsize() > 0 && to.get(MARK) == null) {
            throw new Trouble(
                    "Database " + beside.getDatabase() + " of Redis holds something that is not Parley's copy.",
                    "Empty it, or move what lies there.");
        }
        to.flushdb();
        to.set(MARK, "a copy that `parley rebuild` makes and takes away");
    }

    @Override
    public List<Difference> compare(Sources sources) {
        List<Difference> differences = new ArrayList<>();
        for (String kind : KINDS) {
            Map<String, String> here = read(connection.sync(), kind);
            Map<String, String> there = read(copy.sync(), kind);
            long liveKeys = here.size();
            long copyKeys = there.size();
            differences.add(Difference.of(kind, liveKeys, copyKeys, sources.isWhole(kind), true, here, there));
        }
        return differences;
    }

    private static Map<String, String> read(RedisCommands<String, String> from, String kind) {
        Map<String, String> all = new TreeMap<>();
        ScanArgs pattern = ScanArgs.Builder.matches(kind + ":{*").limit(SCAN);
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            KeyScanCursor<String> page = from.scan(cursor, pattern);
            page.getKeys().forEach(key -> all.put(key, content(from, key)));
            cursor = page;
        }
        // Gone between the two looks.
        all.values().removeIf(String::isEmpty);
        return all;
    }

    /** Whatever way Redis stores it. */
    private static String content(RedisCommands<String, String> from, String key) {
        return switch (from.type(key)) {
            case "hash" -> new TreeMap<>(from.hgetall(key)).toString();
            case "zset" -> from.zrangeWithScores(key, 0, -1).toString();
            case "string" -> String.valueOf(from.get(key));
            default -> "";
        };
    }

    @Override
    public boolean replace(List<Difference> differences, Sources sources, Replacing replacing) throws Exception {
        Connect connect = replacing.connect();
        connect.stop(connector());
        try {
            // What the living one had already been told must be in the copy too.
            replacing.catching().up(replacing.copyConnector());
            connect.stop(replacing.copyConnector());
            copy.sync().del(MARK);
            connection.sync().swapdb(live.getDatabase(), beside.getDatabase());
            copy.sync().set(MARK, "what `parley rebuild` replaced");
        } finally {
            connect.resume(connector());
        }
        replacing.catching().up(connector());
        return false;
    }

    @Override
    public void drop() {
        copy.sync().flushdb();
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
