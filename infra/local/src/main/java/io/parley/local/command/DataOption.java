package io.parley.local.command;

import io.parley.local.data.DataFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which instance is meant. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The instance's data folder; instances with different ones run side by side. Default: ${DEFAULT-VALUE}",
            defaultValue = "${sys:parley.data:-data}")
    private Path path = Path.of("data");

    DataFolder folder() {
        return new DataFolder(path);
    }
}
