package io.parley.sinks.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.io.File;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** {@link Connection} by lettuce. Commands fail at once while disconnected, so that Connect pauses instead of a queue growing. */
final class LettuceConnection implements Connection {
    private static final int THREADS = 2;

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final Map<Script, String> digests = new EnumMap<>(Script.class);

    private LettuceConnection(
            ClientResources resources, AbstractRedisClient client, RedisClusterAsyncCommands<String, String> commands) {
        this.resources = resources;
        this.client = client;
        this.commands = commands;
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

    private static RedisClusterAsyncCommands<String, String> connect(
            AbstractRedisClient client, Duration timeout, String ca) {
        if (client instanceof RedisClusterClient cluster) {
            cluster.setOptions(
                    ClusterClientOptions.builder(options(timeout, ca)).build());
            return cluster.connect().async();
        }
        RedisClient single = (RedisClient) client;
        single.setOptions(options(timeout, ca));
        return single.connect().async();
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
    public CompletionStage<?> run(Call call) {
        return commands.evalsha(
                digests.get(call.script()),
                ScriptOutputType.INTEGER,
                call.keys().toArray(String[]::new),
                call.arguments().toArray(String[]::new));
    }

    @Override
    public void loadScripts() {
        for (Script script : Script.values()) {
            commands.scriptLoad(script.text()).toCompletableFuture().join();
        }
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
