package io.parley.avro;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How every part reaches the schema registry. */
public final class RegistrySettings {
    public static final String URL = "registry.url";
    public static final String SERIALIZER = "registry.serializer";
    public static final String DESERIALIZER = "registry.deserializer";
    public static final String AUTO_REGISTER = "registry.auto.register";

    private RegistrySettings() {}

    /** Adds these settings to those of a part. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        URL,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Importance.HIGH,
                        "Base URL of the schema registry's Confluent-compatible API: of Apicurio Registry "
                                + "http://HOST:PORT/apis/ccompat/v7, of Confluent's http://HOST:PORT.")
                .define(
                        SERIALIZER,
                        Type.STRING,
                        RegistrySerializer.class.getName(),
                        Importance.LOW,
                        "Class of the Avro serializer; it must write Confluent's wire format (byte 0, 4-byte id). "
                                + "Confluent's io.confluent.kafka.serializers.KafkaAvroSerializer fits.")
                .define(
                        DESERIALIZER,
                        Type.STRING,
                        RegistryDeserializer.class.getName(),
                        Importance.LOW,
                        "Class of the Avro deserializer, the counterpart of " + SERIALIZER + ".")
                .define(
                        AUTO_REGISTER,
                        Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether a writer registers its schemas. Off, because whoever provisions the topics registers "
                                + "them after checking that they are compatible.");
    }
}
