package io.parley.edge.content;

import static io.parley.edge.Settings.number;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;

import io.parley.keys.MasterKeyFile;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;

/** What is encrypted, and how an erasure goes on; each is a setting of an edge. */
public final class ContentSettings {
    public static final String ENCRYPTED = "content.encrypted";
    public static final String KEY_WAIT = "content.keys.wait.ms";
    public static final String ERASURE_SWEEP = "edge.erasure.sweep.ms";

    private ContentSettings() {}

    /** Adds these settings to an edge's. */
    public static void define(ConfigDef all) {
        MasterKeyFile.define(all);
        all.define(
                ENCRYPTED,
                Type.BOOLEAN,
                true,
                HIGH,
                "Whether what people write is encrypted from now on, where " + MasterKeyFile.FILE
                        + " is set. False: it is not, and what was encrypted before can still be read.");
        number(
                all,
                KEY_WAIT,
                60_000,
                1_000,
                3_600_000,
                LOW,
                "How long deliveries wait for the key of what they are to tell, when it has not been heard of. Then the edge"
                        + " gives up its slot, and its connections come back with since, to whoever has the key.");
        number(
                all,
                ERASURE_SWEEP,
                60_000,
                100,
                3_600_000,
                LOW,
                "How often each edge, at a moment of its own, goes on with an erasure that is not done; the last walk through a"
                        + " user's chats begins no sooner than this after the erasure.");
    }
}
