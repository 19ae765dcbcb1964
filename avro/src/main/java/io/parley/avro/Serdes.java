package io.parley.avro;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Values of topics in Confluent's wire format: byte 0, the 4-byte id of the writer's schema in the registry, Avro binary.
 * Keys are {@link org.apache.kafka.common.serialization.Serdes#String()}.
 */
public interface Serdes {

    <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic);

    <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic);

    default <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
        return org.apache.kafka.common.serialization.Serdes.serdeFrom(serializer(topic), deserializer(topic));
    }

    /** Serdes of the registry that these settings name; see {@link RegistrySettings}. */
    static Serdes registry(Map<String, ?> settings) {
        return new RegistrySerdes(new AbstractConfig(RegistrySettings.define(new ConfigDef()), settings, false));
    }

    /** The same bytes without a registry: ids are places in the catalogue. For tests of one process. */
    static Serdes inMemory() {
        return new InMemorySerdes();
    }

    /** Loads the configured classes and gives them what either registry's serde reads. */
    final class RegistrySerdes implements Serdes {
        private final AbstractConfig settings;

        RegistrySerdes(AbstractConfig settings) {
            this.settings = settings;
        }

        @Override
        public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
            Serializer<V> serializer = instance(RegistrySettings.SERIALIZER);
            serializer.configure(config(topic), false);
            return serializer;
        }

        @Override
        public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
            Deserializer<V> deserializer = instance(RegistrySettings.DESERIALIZER);
            deserializer.configure(config(topic), false);
            return deserializer;
        }

        private <T> T instance(String setting) {
            String name = settings.getString(setting);
            try {
                @SuppressWarnings("unchecked") // what the class makes is checked by the first record
                T made = (T) Utils.newInstance(name, Object.class);
                return made;
            } catch (ClassNotFoundException e) {
                throw new IllegalArgumentException(setting + ": " + name + " is not on the class path", e);
            }
        }

        private Map<String, Object> config(Topic<?> topic) {
            String url = settings.getString(RegistrySettings.URL);
            boolean autoRegister = settings.getBoolean(RegistrySettings.AUTO_REGISTER);
            Map<String, Object> config = new HashMap<>();
            config.put("apicurio.registry.url", url);
            config.put("apicurio.registry.http.adapter", "JDK");
            config.put("apicurio.registry.auto-register", autoRegister);
            config.put(
                    "apicurio.registry.artifact-resolver-strategy",
                    "io.apicurio.registry.serde.strategy.TopicIdStrategy");
            config.put("apicurio.registry.headers.enabled", false);
            config.put("apicurio.registry.use-specific-avro-reader", true);
            config.put(
                    "apicurio.registry.deserializer.value.return-class",
                    topic.valueType().getName());
            // A schema behind an id never changes: a day between looks keeps the registry out of the way.
            config.put("apicurio.registry.check-period-ms", 86_400_000);
            config.put("schema.registry.url", url);
            config.put("auto.register.schemas", autoRegister);
            config.put("specific.avro.reader", true);
            config.put("avro.remove.java.properties", true);
            return config;
        }
    }

    /** An id for each topic of the catalogue, from 1. */
    final class InMemorySerdes implements Serdes {

        @Override
        public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
            return (name, value) -> WireFormat.encode(id(topic), value);
        }

        @Override
        public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
            return (name, bytes) -> WireFormat.decode(bytes, id -> schema(id), topic);
        }

        private static int id(Topic<?> topic) {
            return Topics.ALL.indexOf(topic) + 1;
        }

        private static Optional<org.apache.avro.Schema> schema(int id) {
            return id < 1 || id > Topics.ALL.size()
                    ? Optional.empty()
                    : Optional.of(Topics.ALL.get(id - 1).schema());
        }
    }
}
