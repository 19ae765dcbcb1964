package io.parley.avro;

import java.util.Map;
import org.apache.avro.Schema;
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

    /** Makes the configured classes. */
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

        /** In the names that Confluent's serde reads too. */
        private Map<String, Object> config(Topic<?> topic) {
            return Map.of(
                    "schema.registry.url",
                    settings.getString(RegistrySettings.URL),
                    "auto.register.schemas",
                    settings.getBoolean(RegistrySettings.AUTO_REGISTER),
                    "specific.avro.reader",
                    true,
                    "avro.remove.java.properties",
                    true,
                    RegistryDeserializer.READER_SCHEMA,
                    topic.schema());
        }
    }

    /** An id for each topic of the catalogue, from 1. */
    final class InMemorySerdes implements Serdes {

        @Override
        public <V extends SpecificRecord> Serializer<V> serializer(Topic<V> topic) {
            int id = Topics.ALL.indexOf(topic) + 1;
            return (name, value) -> value == null ? null : WireFormat.encode(id, value);
        }

        @Override
        public <V extends SpecificRecord> Deserializer<V> deserializer(Topic<V> topic) {
            return new WireFormat.Reader<V>(topic.schema(), InMemorySerdes::schema)::decode;
        }

        private static Schema schema(int id) {
            if (id < 1 || id > Topics.ALL.size()) {
                throw new UnknownSchemaException("no schema has this id");
            }
            return Topics.ALL.get(id - 1).schema();
        }
    }
}
