package io.parley.topology.runtime;

import io.parley.settings.Environment;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;

/**
 * Runs the talk application as a process. Ends with 0 after SIGTERM, 1 when the application died, 2 when its settings are
 * wrong.
 */
public final class TalkMain {
    private static final String LOGGING = "logback.configurationFile";
    private static final int DIED = 1;
    private static final int MISCONFIGURED = 2;

    private TalkMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "parley/talk-logback.xml");
        }
        int status = run(System.getenv());
        if (status != 0) {
            // Not exit: the shutdown hook has nothing left to wait for.
            Runtime.getRuntime().halt(status);
        }
    }

    private static int run(Map<String, String> environment) throws InterruptedException {
        TalkSettings settings;
        try {
            settings = settings(environment);
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return MISCONFIGURED;
        }
        try (Talk talk = Talk.start(settings)) {
            Thread hook = new Thread(talk::close, "talk-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            return talk.awaitEnd() ? 0 : DIED;
        } catch (IOException | RuntimeException e) {
            System.err.println("talk can't start: " + e.getMessage());
            return DIED;
        }
    }

    /** Settings of other parts may stand in the same environment; a misspelt one of ours is refused. */
    static TalkSettings settings(Map<String, String> environment) {
        Set<String> unknown = new TreeSet<>(Environment.unknown(environment, TalkSettings.DEFINITION));
        unknown.removeIf(variable -> !variable.startsWith(Environment.variable("talk."))
                && !variable.startsWith(Environment.variable("push.")));
        if (!unknown.isEmpty()) {
            throw new ConfigException("There are no such settings: " + String.join(", ", unknown));
        }
        return new TalkSettings(Environment.read(environment, TalkSettings.DEFINITION));
    }
}
