package io.parley.part.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The log's process: one broker that is its own controller. It differs from Kafka's own main class in one thing: a folder
 * that was never used is formatted first, so that one process and one start suffice.
 */
final class BrokerMain {
    /** Written into the broker's settings by the launcher; says whose data it is, so that another's is refused. */
    private static final String CLUSTER_ID = "parley.cluster.id";

    /** The user by whom the others are made where clients must log in, as kafka-storage's --add-scram wants it. */
    private static final String FIRST_USER = "parley.first.user";

    private BrokerMain() {}

    public static void main(String[] args) throws Exception {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            properties.load(in);
        }
        formatIfNew(properties);
        Kafka.main(args);
    }

    private static void formatIfNew(Properties properties) throws Exception {
        Path folder = Path.of(properties.getProperty("log.dirs"));
        if (isFormatted(folder)) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(System.out, true))
                .setClusterId(properties.getProperty(CLUSTER_ID))
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setReleaseVersion(MetadataVersion.latestProduction())
                // Transactions that are fenced at every commit, not only when a producer starts.
                .setFeatureLevel("transaction.version", (short) 2);
        String admin = properties.getProperty(FIRST_USER);
        if (admin != null) {
            formatter.setScramArguments(List.of(admin));
        }
        formatter.run();
    }

    private static boolean isFormatted(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.exists(folder.resolve("meta.properties"));
    }
}
