package io.parley.avro;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes Confluent's wire format under the subject {@code <topic>-value}; asks the registry once for each topic. */
public final class RegistrySerializer<V extends SpecificRecord> implements Serializer<V> {
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private @Nullable SchemaRegistry registry;
    private boolean register;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        registry = new SchemaRegistry(String.valueOf(config.get("schema.registry.url")));
        register = Boolean.parseBoolean(String.valueOf(config.get("auto.register.schemas")));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V value) {
        if (value == null) {
            return null;
        }
        Integer id = ids.get(topic);
        return WireFormat.encode(id == null ? askId(topic, value.getSchema()) : id, value);
    }

    private int askId(String topic, Schema schema) {
        if (registry == null) {
            throw new IllegalStateException("not configured");
        }
        String subject = topic + "-value";
        int id = register ? registry.register(subject, schema) : registry.idOf(subject, schema);
        ids.put(topic, id);
        return id;
    }
}
