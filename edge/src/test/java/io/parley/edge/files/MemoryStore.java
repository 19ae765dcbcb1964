package io.parley.edge.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store in memory; {@link #breakDown} makes every call fail. */
public final class MemoryStore implements ObjectStore {
    public final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private volatile boolean broken;

    public void breakDown() {
        broken = true;
    }

    /** All files of an edge, over this store. */
    public ChatFiles files(long fileBytes) {
        FileSettings settings = new FileSettings(
                Map.of(FileSettings.BUCKET, "b", FileSettings.UPLOADS, "2", "files.uploads.per.user", "1"));
        return new ChatFiles(settings, fileBytes, Clock.systemUTC(), () -> this);
    }

    private void require() {
        if (broken) {
            throw new FilesUnavailable("down");
        }
    }

    @Override
    public void put(String key, Path file, String contentType) {
        try {
            put(key, Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(String key, byte[] body, String contentType) {
        require();
        objects.put(key, body);
    }

    @Override
    public Optional<byte[]> get(String key) {
        require();
        return Optional.ofNullable(objects.get(key));
    }

    @Override
    public boolean exists(String key) {
        return get(key).isPresent();
    }

    @Override
    public void delete(String key) {
        require();
        objects.remove(key);
    }

    @Override
    public List<String> list(String prefix, String after, int most) {
        require();
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    @Override
    public URI sign(String key, String contentType, String disposition, Duration life) {
        require();
        return URI.create("http://store.example/" + key + "?type=" + encoded(contentType) + "&disposition="
                + encoded(disposition) + "&life=" + life.toMillis());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {}
}
