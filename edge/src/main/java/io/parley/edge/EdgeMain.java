package io.parley.edge;

import io.parley.access.NoAccess;
import io.parley.avro.RegistrySettings;
import io.parley.avro.Serdes;
import io.parley.edge.bus.KafkaBus;
import io.parley.edge.files.FileSettings;
import io.parley.edge.store.StoreSettings;
import io.parley.settings.Environment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an edge as its own process, set by the environment, until it is told to stop. */
public final class EdgeMain {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeMain.class);
    private static final int MISCONFIGURED = 2;

    /** A misspelt variable of these families is refused; others may be another part's on the same machine. */
    private static final List<String> OURS = List.of(
            "PARLEY_EDGE_",
            "PARLEY_AUTH_",
            "PARLEY_LIMIT_",
            "PARLEY_RATE_",
            "PARLEY_PRESENCE_",
            "PARLEY_TYPING_",
            "PARLEY_FILES_",
            "PARLEY_CONTENT_");

    private EdgeMain() {}

    public static void main(String[] arguments) {
        // Pictures are drawn here, but never shown.
        System.setProperty("java.awt.headless", "true");
        try {
            Edge edge = configured(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(edge), "edge-drain"));
            edge.start();
        } catch (NoAccess | ConfigException | IllegalArgumentException e) {
            LOG.error("The edge does not start: {}", e.getMessage());
            System.exit(MISCONFIGURED);
        }
    }

    private static Edge configured(Map<String, String> environment) {
        ConfigDef registry = RegistrySettings.define(new ConfigDef());
        ConfigDef edge = EdgeSettings.definition();
        ConfigDef store = StoreSettings.definition();
        ConfigDef files = FileSettings.definition();
        Set<String> unknown = new TreeSet<>(Environment.unknown(environment, registry, edge, store, files));
        unknown.removeIf(name -> OURS.stream().noneMatch(name::startsWith));
        if (!unknown.isEmpty()) {
            throw new ConfigException("these variables name no setting: " + String.join(", ", unknown));
        }
        EdgeSettings settings = new EdgeSettings(Environment.read(environment, edge));
        KafkaBus.requireAccess(settings);
        return new Edge(
                settings,
                new StoreSettings(Environment.read(environment, store)),
                new FileSettings(Environment.read(environment, files)),
                Serdes.registry(Environment.read(environment, registry)));
    }

    private static void drain(Edge edge) {
        try {
            edge.close();
        } catch (Exception e) {
            LOG.error("Draining failed", e);
        }
    }
}
