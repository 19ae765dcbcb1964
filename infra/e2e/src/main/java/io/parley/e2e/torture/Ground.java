package io.parley.e2e.torture;

import io.parley.e2e.play.Cluster;
import io.parley.e2e.play.Play;
import io.parley.local.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a fault can lay its hands on. */
final class Ground {
    private final Cluster cluster;
    private final Play play;
    private final Noise log;
    private final Connectors connectors;

    Ground(Cluster cluster, Play play) {
        this.cluster = cluster;
        this.play = play;
        this.log = new Noise(cluster.address("kafka"));
        this.connectors = new Connectors(cluster.stack().connect());
    }

    Cluster cluster() {
        return cluster;
    }

    /** The people of this round: whoever a fault adds to them is judged with them. */
    Play play() {
        return play;
    }

    Stack stack() {
        return cluster.stack();
    }

    Noise log() {
        return log;
    }

    Connectors connectors() {
        return connectors;
    }

    /** Deletes what a part keeps on disk. */
    void deleteFolder(String part) {
        Path folder = stack().folder().resolve(part);
        if (!Files.isDirectory(folder)) {
            throw new AssertionError(part + " has no folder at " + folder);
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
