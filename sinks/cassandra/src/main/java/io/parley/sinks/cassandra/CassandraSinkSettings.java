package io.parley.sinks.cassandra;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.parley.avro.Topic;
import io.parley.avro.Topics;
import io.parley.sinks.common.SinkContents;
import io.parley.sinks.common.SinkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Every setting of the Cassandra sink. Times are milliseconds. */
public final class CassandraSinkSettings {
    public static final String CONTACT_POINTS = "cassandra.contact.points";
    public static final String DATACENTER = "cassandra.datacenter";
    public static final String KEYSPACE = "cassandra.keyspace";
    public static final String USERNAME = "cassandra.username";
    public static final String PASSWORD = "cassandra.password";
    public static final String TLS = "cassandra.tls";
    public static final String CA_FILE = "cassandra.tls.ca.file";
    public static final String CONSISTENCY = "cassandra.consistency";
    public static final String REQUEST_TIMEOUT = "cassandra.request.timeout.ms";
    public static final String INFLIGHT = "cassandra.inflight";
    public static final String BATCH_ROWS = "cassandra.batch.rows";
    public static final String BATCH_PARTITIONS = "cassandra.batch.partitions";
    public static final String BATCH_BYTES = "cassandra.batch.bytes";

    static final List<Topic<?>> TOPICS = List.of(
            Topics.CHAT_MESSAGES, Topics.CHAT_MEMBERS, Topics.CHAT_MARKS, Topics.USER_CHANGES, Topics.USER_PROFILES);

    private CassandraSinkSettings() {}

    public static ConfigDef definition() {
        ConfigDef all = SinkSettings.define(new ConfigDef());
        defineCluster(all);
        defineWrites(all);
        SinkContents.define(all);
        return all;
    }

    private static void defineCluster(ConfigDef all) {
        all.define(
                CONTACT_POINTS,
                Type.LIST,
                NO_DEFAULT_VALUE,
                ConfigDef.ValidList.anyNonDuplicateValues(false, false),
                Importance.HIGH,
                "HOST:PORT of nodes that the cluster is found by.");
        text(all, DATACENTER, "Name of the data centre that is written to, as Cassandra spells it.");
        text(all, KEYSPACE, "Keyspace that holds the tables of tables.cql.");
        all.define(USERNAME, Type.STRING, "", Importance.MEDIUM, "User; empty when the cluster asks for none.");
        all.define(PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "Password of " + USERNAME + ".");
        all.define(
                TLS,
                Type.BOOLEAN,
                false,
                Importance.MEDIUM,
                "Whether the cluster is spoken to by TLS, and only where a node's certificate names its address.");
        all.define(
                CA_FILE,
                Type.STRING,
                "",
                Importance.MEDIUM,
                "PEM file of the authorities whose certificates are then believed; empty: those of the worker's Java.");
    }

    private static void defineWrites(ConfigDef all) {
        all.define(
                CONSISTENCY,
                Type.STRING,
                "LOCAL_QUORUM",
                ConfigDef.ValidString.in("ONE", "LOCAL_ONE", "QUORUM", "LOCAL_QUORUM", "EACH_QUORUM", "ALL"),
                Importance.MEDIUM,
                "Replicas that acknowledge a write. With the readers' it must make a quorum, or a read after a write may"
                        + " miss it.");
        number(
                all,
                REQUEST_TIMEOUT,
                10_000,
                600_000,
                "How long one mutation may take before the batch is tried again.");
        number(all, INFLIGHT, 256, 1_024, "Requests on their way at once, for each task.");
        number(
                all,
                BATCH_ROWS,
                30,
                1_000,
                "Rows of one partition in one mutation. A row is at most about 25 KiB and Cassandra takes 16 MiB.");
        number(
                all,
                BATCH_PARTITIONS,
                1,
                500,
                "Partitions in one request, all of the same replicas. More than 1 spares a cluster of a few nodes most of"
                        + " the requests; the nodes' unlogged_batch_across_partitions_warn_threshold should be as high.");
        number(
                all,
                BATCH_BYTES,
                32_768,
                16_777_216,
                "Bytes of the partitions in one request, less than the nodes' batch_size_fail_threshold.");
    }

    /** Settings that are each right and not together. */
    static Map<String, String> complaints(Map<String, String> given) {
        boolean user = !given.getOrDefault(USERNAME, "").isEmpty();
        boolean password = !given.getOrDefault(PASSWORD, "").isEmpty();
        Map<String, String> complaints = new LinkedHashMap<>(SinkContents.complaints(given));
        if (user != password) {
            complaints.put(USERNAME, USERNAME + " and " + PASSWORD + " come together");
        }
        return complaints;
    }

    private static void text(ConfigDef all, String name, String doc) {
        all.define(name, Type.STRING, NO_DEFAULT_VALUE, new ConfigDef.NonEmptyString(), Importance.HIGH, doc);
    }

    private static void number(ConfigDef all, String name, int value, int most, String doc) {
        all.define(name, Type.INT, value, between(1, most), Importance.LOW, doc);
    }
}
