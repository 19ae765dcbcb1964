package io.parley.replay;

import io.parley.local.Trouble;
import io.parley.local.data.DataFolder;
import io.parley.local.data.RunState;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which running instance is meant, and where its parts are. */
public final class Instance {
    private static final String CCOMPAT = "/apis/ccompat/v7";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The instance's data folder. Default: ${DEFAULT-VALUE}",
            defaultValue = "${sys:parley.data:-data}")
    private Path path = Path.of("data");

    public DataFolder folder() {
        return new DataFolder(path);
    }

    public String kafka() {
        return address("kafka");
    }

    /** The base that Confluent's clients want. */
    public String registry() {
        return address("registry") + CCOMPAT;
    }

    public String address(String part) {
        RunState state = RunState.read(folder())
                .filter(RunState::supervised)
                .orElseThrow(() -> new Trouble(
                        "Parley does not run on " + folder().root() + ".",
                        "Start it with `./parley up`, or name the data folder with --data DIR."));
        return Optional.ofNullable(state.addresses().get(part))
                .orElseThrow(
                        () -> new Trouble("This instance has no " + part + ".", "`./parley status` shows its parts."));
    }
}
