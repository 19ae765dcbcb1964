package io.parley.part.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** The process of the store of files: set by a file that the launcher writes, until it is told to stop. */
final class S3Main {
    private S3Main() {}

    public static void main(String[] args) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            properties.load(in);
        }
        FolderStore.start(terms(properties));
    }

    private static FolderStore.Terms terms(Properties properties) throws IOException {
        return new FolderStore.Terms(
                Path.of(properties.getProperty("folder")),
                Integer.parseInt(properties.getProperty("port")),
                properties.getProperty("bucket"),
                properties.getProperty("access.key"),
                Files.readString(Path.of(properties.getProperty("secret.key.file")))
                        .strip(),
                words(properties.getProperty("origins")));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
