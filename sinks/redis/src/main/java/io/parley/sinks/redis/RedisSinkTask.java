package io.parley.sinks.redis;

import io.parley.sinks.common.FactSinkTask;
import io.parley.sinks.common.Mapping;
import io.parley.sinks.common.SinkMeters;
import io.parley.sinks.common.Store;
import org.apache.kafka.common.config.AbstractConfig;

/** One task of the Redis sink. */
public final class RedisSinkTask extends FactSinkTask<RedisWrite> {

    public RedisSinkTask() {
        super(RedisSinkSettings.definition(), RedisSinkSettings.TOPICS);
    }

    @Override
    protected Store<RedisWrite> store(AbstractConfig settings, SinkMeters meters) {
        return RedisSinkSettings.store(settings);
    }

    @Override
    protected Mapping<RedisWrite> mapping() {
        return new FactMapping();
    }
}
