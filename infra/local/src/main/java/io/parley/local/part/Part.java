package io.parley.local.part;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One process of an instance: what it is called, how it is started, and how one sees that it is ready. */
public record Part(Kind kind, String name, int port, String url, Preparation preparation, Probe probe, Duration grace) {

    /** Makes what the process needs (folders, settings) and says how it is started; called at every start. */
    @FunctionalInterface
    public interface Preparation {
        Launch prepare();
    }

    /** A command with its whole environment, and what is done once the process has ended in good order. */
    public record Launch(
            List<String> command, Map<String, String> environment, Path directory, Runnable afterGoodEnd) {}
}
