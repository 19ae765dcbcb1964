package io.parley.ids;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where a chat or a user is at home. Every writer and reader of the talk topics must agree on it for ever. */
@FunctionalInterface
public interface Placement {
    int shardOf(String key);

    /** Kafka's own default partitioner for UTF-8 keys, so that any client writes to the right place. */
    static Placement murmur2(int shards) {
        if (shards < 1) {
            throw new IllegalArgumentException("shards must be at least 1, not " + shards);
        }
        return key -> Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % shards;
    }
}
