package io.parley.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** All the {@code .avsc} files below one folder, by full name: the schemas of now, or those of one release. */
record SchemaSet(String name, Map<String, Schema> byName, Map<String, Path> files) {
    static final Path RESOURCES = Path.of("src/main/resources");
    static final Path CURRENT = RESOURCES.resolve("avro");
    static final Path RELEASED = RESOURCES.resolve("released");

    static SchemaSet current() {
        return of("now", CURRENT);
    }

    /** Every released set; none before the first release. */
    static List<SchemaSet> released() {
        if (!Files.isDirectory(RELEASED)) {
            return List.of();
        }
        try (Stream<Path> releases = Files.list(RELEASED)) {
            return releases.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> of(folder.getFileName().toString(), folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaSet of(String name, Path folder) {
        SchemaParser parser = new SchemaParser();
        Map<String, Path> files = new TreeMap<>();
        Map<String, Schema> schemas = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(path -> path.toString().endsWith(".avsc"))
                    .sorted()
                    .toList()) {
                parser.parse(file);
                String simple = file.getFileName().toString().replace(".avsc", "");
                files.put(simple, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parser.getParsedNamedSchemas().forEach(schema -> schemas.put(schema.getFullName(), schema));
        return new SchemaSet(name, schemas, files);
    }
}
