package io.parley.sinks.redis;

import io.parley.sinks.common.FactSinkConnector;

/** The Redis sink as Connect finds it. */
public final class RedisSinkConnector extends FactSinkConnector {

    public RedisSinkConnector() {
        super(RedisSinkTask.class, RedisSinkSettings.definition(), RedisSinkSettings.TOPICS);
    }
}
