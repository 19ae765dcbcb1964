package io.parley.sinks.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * {@link Connection} by lettuce. Commands fail at once while disconnected, so that Connect pauses instead of a queue
 * growing. What goes together is written to a single Redis together: a write for each call costs more than the call.
 */
final class LettuceConnection implements Connection {
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final StatefulConnection<String, String> connection;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final Map<Script, String> digests = new EnumMap<>(Script.class);

    private LettuceConnection(
            ClientResources resources, AbstractRedisClient client, StatefulConnection<String, String> connection) {
        this.resources = resources;
        this.client = client;
        this.connection = connection;
        if (connection instanceof StatefulRedisClusterConnection<String, String> cluster) {
            // Flushes by itself: a node that is met late, or by a redirection, would wait for the next batch's flush.
            commands = cluster.async();
        } else {
            commands = ((StatefulRedisConnection<String, String>) connection).async();
            connection.setAutoFlushCommands(false);
        }
        for (Script script : Script.values()) {
            digests.put(script, commands.digest(script.text()));
        }
    }

    /** @param ca PEM file of the authorities that are believed; empty for those of the Java that runs */
    static LettuceConnection open(RedisURI uri, boolean cluster, Duration timeout, String ca) {
        ClientResources resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        AbstractRedisClient client =
                cluster ? RedisClusterClient.create(resources, uri) : RedisClient.create(resources, uri);
        try {
            return new LettuceConnection(resources, client, connect(client, timeout, ca));
        } catch (RuntimeException e) {
            shutdown(client, resources);
            throw e;
        }
    }

    private static StatefulConnection<String, String> connect(AbstractRedisClient client, Duration timeout, String ca) {
        if (client instanceof RedisClusterClient cluster) {
            cluster.setOptions(
                    ClusterClientOptions.builder(options(timeout, ca)).build());
            return cluster.connect();
        }
        RedisClient single = (RedisClient) client;
        single.setOptions(options(timeout, ca));
        return single.connect();
    }

    private static ClientOptions options(Duration timeout, String ca) {
        ClientOptions.Builder options = ClientOptions.builder();
        if (!ca.isEmpty()) {
            options.sslOptions(SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(new File(ca))
                    .build());
        }
        return options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .build();
    }

    @Override
    public List<CompletionStage<?>> run(List<Call> calls) {
        List<CompletionStage<?>> answers = new ArrayList<>(calls.size());
        calls.forEach(call -> answers.add(run(call)));
        connection.flushCommands();
        return answers;
    }

    private CompletionStage<?> run(Call call) {
        return commands.evalsha(
                digests.get(call.script()),
                ScriptOutputType.INTEGER,
                call.keys().toArray(String[]::new),
                call.arguments().toArray(String[]::new));
    }

    @Override
    public void loadScripts() {
        List<CompletionStage<?>> loaded = new ArrayList<>();
        for (Script script : Script.values()) {
            loaded.add(commands.scriptLoad(script.text()));
        }
        connection.flushCommands();
        loaded.forEach(one -> one.toCompletableFuture().join());
    }

    @Override
    public void close() {
        shutdown(client, resources);
    }

    private static void shutdown(AbstractRedisClient client, ClientResources resources) {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
