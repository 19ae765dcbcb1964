package io.parley.e2e.secured;

import io.parley.access.Access;
import io.parley.local.data.Identity;
import io.parley.local.data.Trees;
import io.parley.local.provision.TopicProvision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;

/** Three brokers that are their own controllers: clients log in over TLS, and may do what they were granted. */
final class Brokers implements AutoCloseable {
    static final int COUNT = 3;
    static final String ADMIN = "admin";
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "3",
            "transaction.state.log.num.partitions", "3",
            "broker.heartbeat.interval.ms", "500",
            "broker.session.timeout.ms", "3000",
            "log.cleaner.dedupe.buffer.size", "16777216",
            "num.network.threads", "1",
            "num.io.threads", "2",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

    private final Path folder;
    private final Certificate certificate;
    private final List<Integer> ports;
    private final List<Program> programs = new ArrayList<>();

    private Brokers(Path folder, Certificate certificate, List<Integer> ports) {
        this.folder = folder;
        this.certificate = certificate;
        this.ports = ports;
    }

    static Brokers start(Path folder, Certificate certificate) throws IOException {
        Brokers brokers = new Brokers(folder, certificate, Ports.free(COUNT * 3));
        String cluster = Identity.fresh(1, 1).clusterId();
        for (int id = 1; id <= COUNT; id++) {
            Path home = Files.createDirectories(folder.resolve("kafka-" + id));
            Path properties = Files.writeString(
                    home.resolve("kafka.properties"),
                    brokers.properties(id, cluster, home).entrySet().stream()
                            .map(line -> line.getKey() + "=" + line.getValue())
                            .collect(Collectors.joining("\n")));
            brokers.programs.add(broker(home, properties));
        }
        return brokers;
    }

    private static Program broker(Path home, Path properties) throws IOException {
        return Program.java(home, "kafka", "io.parley.part.kafka.BrokerMain", Map.of(), properties.toString());
    }

    /** A broker that is down gets an empty disk, and is started again under its old number. */
    void startWithEmptyDisk(int id) throws IOException {
        Path home = folder.resolve("kafka-" + id);
        Trees.delete(home.resolve("data"));
        programs.set(id - 1, broker(home, home.resolve("kafka.properties")));
    }

    private int port(int id, int listener) {
        return ports.get((id - 1) * COUNT + listener);
    }

    private Map<String, String> properties(int id, String cluster, Path home) {
        Map<String, String> all = new HashMap<>(QUICK);
        String listeners = "CLIENTS://127.0.0.1:" + port(id, 0) + ",INTERNAL://127.0.0.1:" + port(id, 1);
        all.put("parley.cluster.id", cluster);
        all.put("parley.first.user", "SCRAM-SHA-512=[name=" + ADMIN + ",password=" + password(ADMIN) + "]");
        all.put("process.roles", "broker,controller");
        all.put("node.id", Integer.toString(id));
        all.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, COUNT)
                        .mapToObj(each -> each + "@127.0.0.1:" + port(each, 2))
                        .collect(Collectors.joining(",")));
        all.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + port(id, 2));
        all.put("advertised.listeners", listeners);
        all.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL");
        all.put("inter.broker.listener.name", "INTERNAL");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        all.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        all.put("ssl.keystore.type", "PEM");
        all.put("ssl.keystore.location", certificate.keyAndChain().toString());
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", certificate.chain().toString());
        all.put("listener.name.internal.ssl.client.auth", "required");
        all.put("listener.name.controller.ssl.client.auth", "required");
        all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        all.put("super.users", "User:" + Certificate.SUBJECT + ";User:" + ADMIN);
        all.put("log.dirs", home.resolve("data").toString());
        all.put("auto.create.topics.enable", "false");
        all.put("default.replication.factor", "3");
        all.put("min.insync.replicas", "2");
        all.put("offsets.topic.replication.factor", "3");
        all.put("transaction.state.log.replication.factor", "3");
        all.put("transaction.state.log.min.isr", "2");
        return all;
    }

    static String password(String user) {
        return "pass-of-" + user + "-0123456789";
    }

    String bootstrap() {
        return IntStream.rangeClosed(1, COUNT)
                .mapToObj(id -> "127.0.0.1:" + port(id, 0))
                .collect(Collectors.joining(","));
    }

    /** What a part is told, so that it comes as this user. */
    Map<String, String> variables(String user) {
        return Map.of(
                "PARLEY_KAFKA_BOOTSTRAP_SERVERS", bootstrap(),
                "PARLEY_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "PARLEY_KAFKA_SASL_USERNAME", user,
                "PARLEY_KAFKA_SASL_PASSWORD", password(user),
                "PARLEY_KAFKA_TLS_CA_FILE", certificate.chain().toString());
    }

    /** The same for a Kafka client. */
    Map<String, Object> clients(String user) {
        return Map.of(
                "bootstrap.servers",
                bootstrap(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password(user) + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.chain().toString());
    }

    Admin admin() {
        return Admin.create(clients(ADMIN));
    }

    /** Makes the topics, and every principal with exactly what the list gives it. */
    void provision() throws Exception {
        try (Admin admin = admin()) {
            for (Access.Principal principal : Access.load().principals()) {
                grant(admin, principal, principal.name());
            }
        }
        new TopicProvision(clients(Access.OPERATOR), (short) COUNT, 2, 4).run();
    }

    /** A user with the rights of a principal; both may have one name. */
    static void grant(Admin admin, Access.Principal principal, String user) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password(user))))
                .all()
                .get();
        List<AclBinding> bindings = principal.grants().stream()
                .flatMap(grant -> grant.bindings("User:" + user).stream())
                .toList();
        admin.createAcls(bindings).all().get();
    }

    Program program(int id) {
        return programs.get(id - 1);
    }

    /** Whether every partition has all its replicas in step. */
    boolean areInStep() throws Exception {
        try (Admin admin = admin()) {
            return admin
                    .describeTopics(admin.listTopics(new ListTopicsOptions().listInternal(true))
                            .names()
                            .get())
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.isr().size() == COUNT);
        }
    }

    /** From now on this broker leads the only partition of a topic, so that what it has is what is read. */
    void lead(int id, String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<Integer> order = new ArrayList<>(List.of(id));
        IntStream.rangeClosed(1, COUNT).filter(other -> other != id).forEach(order::add);
        try (Admin admin = admin()) {
            admin.alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(order))))
                    .all()
                    .get();
            admin.electLeaders(ElectionType.PREFERRED, Set.of(partition))
                    .partitions()
                    .get();
        }
    }

    String logs() {
        return programs.stream().map(Program::log).collect(Collectors.joining());
    }

    @Override
    public void close() throws InterruptedException {
        programs.forEach(Program::kill);
        for (Program program : programs) {
            program.close();
        }
    }
}
