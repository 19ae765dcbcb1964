package io.parley.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** As whom, and over what, every Kafka client of a part comes to the log. Refuses to be half-configured. */
public final class KafkaAccess {
    public static final String PROTOCOL = "kafka.security.protocol";
    public static final String MECHANISM = "kafka.sasl.mechanism";
    public static final String USERNAME = "kafka.sasl.username";
    public static final String PASSWORD = "kafka.sasl.password";
    public static final String CA_FILE = "kafka.tls.ca.file";
    public static final String KEY_FILE = "kafka.tls.key.file";

    private static final String PEM = "PEM";

    private KafkaAccess() {}

    /** Adds these settings to those of a part. */
    public static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        PROTOCOL,
                        Type.STRING,
                        "PLAINTEXT",
                        ValidString.in("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                        Importance.HIGH,
                        "How the brokers are spoken to. With SSL in it, by TLS and only with those whose certificate names the host.")
                .define(
                        MECHANISM,
                        Type.STRING,
                        "SCRAM-SHA-512",
                        ValidString.in("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"),
                        Importance.MEDIUM,
                        "By which mechanism the user is proved, where the protocol has SASL in it.")
                .define(
                        USERNAME,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "User at the brokers, where the protocol has SASL in it.")
                .define(PASSWORD, Type.PASSWORD, "", Importance.HIGH, "Password of " + USERNAME + ".")
                .define(
                        CA_FILE,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "PEM file of the authorities whose certificates are believed; empty: those of the Java that runs.")
                .define(
                        KEY_FILE,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "PEM file with this part's private key (PKCS #8) and certificates, where brokers ask for one.");
    }

    /** What a Kafka client has to be told. */
    public static Map<String, Object> clients(AbstractConfig settings) {
        String protocol = settings.getString(PROTOCOL);
        Map<String, Object> clients = new LinkedHashMap<>();
        if (protocol.equals("PLAINTEXT")) {
            return clients;
        }
        clients.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        if (protocol.startsWith("SASL_")) {
            sasl(settings, clients);
        }
        if (protocol.endsWith("SSL")) {
            put(
                    clients,
                    settings.getString(CA_FILE),
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
            put(
                    clients,
                    settings.getString(KEY_FILE),
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
        }
        return clients;
    }

    private static void put(Map<String, Object> clients, String file, String location, String type) {
        if (!file.isEmpty()) {
            clients.put(location, file);
            clients.put(type, PEM);
        }
    }

    private static void sasl(AbstractConfig settings, Map<String, Object> clients) {
        String user = settings.getString(USERNAME);
        String password = settings.getPassword(PASSWORD).value();
        if (user.isEmpty() || password.isEmpty()) {
            throw new ConfigException(
                    PROTOCOL + " " + settings.getString(PROTOCOL) + " needs " + USERNAME + " and " + PASSWORD);
        }
        String mechanism = settings.getString(MECHANISM);
        String module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        clients.put(SaslConfigs.SASL_MECHANISM, mechanism);
        clients.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                module + " required username=" + quoted(user) + " password=" + quoted(password) + ";");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Whether the brokers know who this part is, so that it can be told what it may not. */
    public static boolean hasPrincipal(AbstractConfig settings) {
        String protocol = settings.getString(PROTOCOL);
        return protocol.startsWith("SASL_")
                || protocol.equals("SSL") && !settings.getString(KEY_FILE).isEmpty();
    }

    /** As brokers name who this part is. */
    public static String principal(AbstractConfig settings) {
        return settings.getString(PROTOCOL).startsWith("SASL_")
                ? "User:" + settings.getString(USERNAME)
                : "The user of the certificate in " + settings.getString(KEY_FILE);
    }
}
