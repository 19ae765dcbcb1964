package io.parley.edge.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key. Every call but {@link #sign} waits for the store, so none may run on an I/O thread; each ends with
 * {@link FilesUnavailable} when the store does not answer in time.
 */
interface ObjectStore extends AutoCloseable {
    void put(String key, Path file, String contentType);

    void put(String key, byte[] body, String contentType);

    /** A small object, whole. */
    Optional<byte[]> get(String key);

    boolean exists(String key);

    /** Deleting what is not there is well. */
    void delete(String key);

    /** The first keys with this prefix, in their order. */
    default List<String> list(String prefix, int most) {
        return list(prefix, "", most);
    }

    /** The first keys with this prefix that come after one. */
    List<String> list(String prefix, String after, int most);

    /** A URL that gives the object to whoever has it, with just these headers. */
    URI sign(String key, String contentType, String disposition, Duration life);

    @Override
    void close();
}
